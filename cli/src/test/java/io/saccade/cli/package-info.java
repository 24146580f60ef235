/** Tests of the command line as a whole, and what tests start processes with. */
@NullMarked
package io.saccade.cli;

import org.jspecify.annotations.NullMarked;
