/** From encoded bytes of any origin to a model's input tensor: gate, decode, resize, normalise. */
@NullMarked
package io.saccade.model.image;

import org.jspecify.annotations.NullMarked;
