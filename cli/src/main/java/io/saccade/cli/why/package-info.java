/** Tells the story of one event: where it is, who answered it, and why so. */
@NullMarked
package io.saccade.cli.why;

import org.jspecify.annotations.NullMarked;
