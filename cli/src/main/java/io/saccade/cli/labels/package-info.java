/** Sends labels: what images truly show, for predictions to be held against. */
@NullMarked
package io.saccade.cli.labels;

import org.jspecify.annotations.NullMarked;
