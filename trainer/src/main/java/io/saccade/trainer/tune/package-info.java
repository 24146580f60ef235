/** Trains the weights of a network further, or from its first ones, and keeps the best. */
@NullMarked
package io.saccade.trainer.tune;

import org.jspecify.annotations.NullMarked;
