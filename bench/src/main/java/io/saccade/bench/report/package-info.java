/** Renders files of results as docs/benchmarks.md and its plots. */
@NullMarked
package io.saccade.bench.report;

import org.jspecify.annotations.NullMarked;
