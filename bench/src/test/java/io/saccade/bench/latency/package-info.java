@NullMarked
package io.saccade.bench.latency;

import org.jspecify.annotations.NullMarked;
