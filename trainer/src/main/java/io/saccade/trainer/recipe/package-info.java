/** The settings of a training: read from flags and files, checked all at once, written back. */
@NullMarked
package io.saccade.trainer.recipe;

import org.jspecify.annotations.NullMarked;
