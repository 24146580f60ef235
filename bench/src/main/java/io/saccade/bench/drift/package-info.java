/**
 * Holds what is said of drift to its gates: that it alarms as often as it is asked to where nothing
 * has changed, sees what has, and does so no worse than what is published.
 */
@NullMarked
package io.saccade.bench.drift;

import org.jspecify.annotations.NullMarked;
