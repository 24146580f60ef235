/** The command line: the root command, and what every command has in common. */
@NullMarked
package io.saccade.cli;

import org.jspecify.annotations.NullMarked;
