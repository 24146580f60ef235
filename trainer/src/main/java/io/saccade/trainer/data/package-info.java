/** Labelled images: where they come from, which are sound, how they are split and varied. */
@NullMarked
package io.saccade.trainer.data;

import org.jspecify.annotations.NullMarked;
