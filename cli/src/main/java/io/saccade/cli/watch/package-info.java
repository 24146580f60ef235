/** Prints what arrives on the topics that the processor writes. */
@NullMarked
package io.saccade.cli.watch;

import org.jspecify.annotations.NullMarked;
