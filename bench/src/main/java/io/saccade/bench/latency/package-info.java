/**
 * Measures how long an event waits for its prediction, under a load that comes at its own times and
 * does not wait for answers.
 */
@NullMarked
package io.saccade.bench.latency;

import org.jspecify.annotations.NullMarked;
