/** Measures how fast ONNX Runtime runs a model, by lanes, threads and batch, without Kafka. */
@NullMarked
package io.saccade.bench.inference;

import org.jspecify.annotations.NullMarked;
