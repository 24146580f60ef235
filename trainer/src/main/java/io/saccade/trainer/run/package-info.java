/** One training from its images to its bundle: which parts do what, in which order. */
@NullMarked
package io.saccade.trainer.run;

import org.jspecify.annotations.NullMarked;
