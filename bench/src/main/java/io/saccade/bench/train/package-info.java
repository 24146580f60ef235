/** Holds the trainer to its gates: how well it learns, and what it must not do. */
@NullMarked
package io.saccade.bench.train;

import org.jspecify.annotations.NullMarked;
