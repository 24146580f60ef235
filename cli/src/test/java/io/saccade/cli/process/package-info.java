/** Tests of running the processor. */
@NullMarked
package io.saccade.cli.process;

import org.jspecify.annotations.NullMarked;
