/** Measures the way from encoded bytes to the model's input, against what the JDK has. */
@NullMarked
package io.saccade.bench.decode;

import org.jspecify.annotations.NullMarked;
