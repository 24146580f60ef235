/** Tests of null distributions. */
package io.saccade.model.calibration;
