/**
 * Holds the promises of releases against real processes: what answers while versions are swapped,
 * refused, killed and contradicted.
 */
@NullMarked
package io.saccade.cli.releases;

import org.jspecify.annotations.NullMarked;
