@NullMarked
package io.saccade.bench.jmh;

import org.jspecify.annotations.NullMarked;
