package io.saccade.processor.lookahead;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the look-ahead works.
 *
 * @param topic the topic whose records are images
 * @param deadline how long native code may work on one record, in two attempts of half of it each;
 *     well inside the producer's transaction time-out, or a slow record is fenced and repeated for
 *     ever
 * @param commits when a commit is asked for
 * @param topLabels how many labels a prediction carries, at least 1
 * @param journal the file that says which images were being decoded when the process died; empty
 *     for none
 */
public record LookAheadSettings(
    String topic, Duration deadline, CommitRule commits, int topLabels, Optional<Path> journal) {

  public LookAheadSettings {
    if (topLabels < 1) {
      throw new IllegalArgumentException("topLabels must be at least 1, but was " + topLabels);
    }
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline must be positive, but was " + deadline);
    }
  }

  /** The same, counting no crashes: for what runs beside a processor, or nobody starts again. */
  public LookAheadSettings withoutJournal() {
    return new LookAheadSettings(topic, deadline, commits, topLabels, Optional.empty());
  }
}
