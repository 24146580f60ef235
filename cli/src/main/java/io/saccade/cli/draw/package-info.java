/** Draws labelled images, for who wants to try things and has none. */
@NullMarked
package io.saccade.cli.draw;

import org.jspecify.annotations.NullMarked;
