/**
 * How far what a model sees and says has moved from its reference: what one image adds, sums that
 * merge exactly in any order, and the distances between two such sums. Knows neither time nor
 * threads nor when a distance is too large; calibration does.
 */
@NullMarked
package io.saccade.model.drift;

import org.jspecify.annotations.NullMarked;
