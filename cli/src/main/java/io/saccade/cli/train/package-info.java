/** Trains models, in a child process, and lets in what the processor would let in. */
@NullMarked
package io.saccade.cli.train;

import org.jspecify.annotations.NullMarked;
