/** Runs all benchmarks in order, each in a process of its own. */
@NullMarked
package io.saccade.bench.all;

import org.jspecify.annotations.NullMarked;
