/** Measures Saccade against the bare limit of the machine, in the same run. Not shipped. */
@NullMarked
package io.saccade.bench;

import org.jspecify.annotations.NullMarked;
