/**
 * Turns distances into probabilities: what windows of each size come to when nothing has changed,
 * found by splitting the reference itself.
 */
package io.saccade.model.calibration;
