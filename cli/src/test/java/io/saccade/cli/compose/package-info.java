/** The shipped stack, where a Docker engine answers. */
@NullMarked
package io.saccade.cli.compose;

import org.jspecify.annotations.NullMarked;
