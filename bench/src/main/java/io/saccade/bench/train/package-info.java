/** Holds the trainer to its gates: accuracy, controls, repetition, memory, and PyTorch beside it. */
@NullMarked
package io.saccade.bench.train;

import org.jspecify.annotations.NullMarked;
