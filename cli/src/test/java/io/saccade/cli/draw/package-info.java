/** Drawn images are what they say. */
@NullMarked
package io.saccade.cli.draw;

import org.jspecify.annotations.NullMarked;
