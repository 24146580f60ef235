/**
 * Holds the promises of delivery against real processes: a verifier of what came out, and the
 * faults that it must come out of.
 */
@NullMarked
package io.saccade.cli.faults;

import org.jspecify.annotations.NullMarked;
