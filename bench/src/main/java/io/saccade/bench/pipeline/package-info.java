/**
 * Measures the whole pipeline: the bare decode-and-infer loop, plain Kafka Streams and Saccade over
 * the same images, in turns.
 */
@NullMarked
package io.saccade.bench.pipeline;

import org.jspecify.annotations.NullMarked;
