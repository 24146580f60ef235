package io.saccade.processor.trial;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Whether versions are tried in a process of their own, and within what.
 *
 * @param enabled whether they are
 * @param deadline how long a trial may take in all
 * @param memory bytes that the trial's process may take, and a version after it; empty for seven
 *     eighths of what the machine has left
 */
public record TrialSettings(boolean enabled, Duration deadline, OptionalLong memory) {

  /** Versions are tried, in five minutes, within what the machine has left. */
  public static TrialSettings defaults() {
    return new TrialSettings(true, Duration.ofMinutes(5), OptionalLong.empty());
  }
}
