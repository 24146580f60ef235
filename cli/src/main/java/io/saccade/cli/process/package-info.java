/** Runs the processor in the foreground. */
@NullMarked
package io.saccade.cli.process;

import org.jspecify.annotations.NullMarked;
