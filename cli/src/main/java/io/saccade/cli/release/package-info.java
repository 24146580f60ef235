/** `saccade release`: what is to serve, how far that is, and what served when. */
@NullMarked
package io.saccade.cli.release;

import org.jspecify.annotations.NullMarked;
