@NullMarked
package io.saccade.bench.train;

import org.jspecify.annotations.NullMarked;
