/** Shows what every layer of a model makes of one image. */
@NullMarked
package io.saccade.trainer.layers;

import org.jspecify.annotations.NullMarked;
