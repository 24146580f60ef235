/** Starts from archived classes. */
@NullMarked
package io.saccade.cli.archive;

import org.jspecify.annotations.NullMarked;
