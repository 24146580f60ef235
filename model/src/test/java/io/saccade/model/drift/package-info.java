/** Sums that merge exactly, and distances that are what a plain computation gives. */
@NullMarked
package io.saccade.model.drift;

import org.jspecify.annotations.NullMarked;
