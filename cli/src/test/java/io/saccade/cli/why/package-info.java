/** Tests of the story of one event. */
@NullMarked
package io.saccade.cli.why;

import org.jspecify.annotations.NullMarked;
