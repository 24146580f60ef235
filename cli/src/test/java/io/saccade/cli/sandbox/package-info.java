/** Tests of the sandbox against real clients. */
@NullMarked
package io.saccade.cli.sandbox;

import org.jspecify.annotations.NullMarked;
