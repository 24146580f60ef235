/** Tests of what commands say when they end badly. */
@NullMarked
package io.saccade.cli.console;

import org.jspecify.annotations.NullMarked;
