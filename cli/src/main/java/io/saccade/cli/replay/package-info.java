/**
 * Runs a range of past events through a version, or through those that answered then, and says how
 * far the answers agree.
 */
@NullMarked
package io.saccade.cli.replay;

import org.jspecify.annotations.NullMarked;
