/** What drift reports say, for people: the latest of each stream, and how it came to that. */
@NullMarked
package io.saccade.cli.drift;

import org.jspecify.annotations.NullMarked;
