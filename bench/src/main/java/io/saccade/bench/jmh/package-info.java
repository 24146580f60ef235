/** JMH benchmarks of the pieces that every image passes through, and the command that runs them. */
@NullMarked
package io.saccade.bench.jmh;

import org.jspecify.annotations.NullMarked;
