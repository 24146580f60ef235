package io.saccade.cli.replay;

import io.saccade.schemas.avro.ModelStatus;
import java.util.List;
import java.util.OptionalLong;

/** What replay makes of statuses, for tests of those who write them. */
public final class ReplayView {

  private final RecordedReleases releases;

  private ReplayView(RecordedReleases releases) {
    this.releases = releases;
  }

  /** Of all statuses of a group, as they stand in the topic. */
  public static ReplayView of(String topic, List<ModelStatus> statuses) {
    return new ReplayView(RecordedReleases.of(topic, statuses));
  }

  /** Which release would answer this event; empty where none would. */
  public OptionalLong releaseOf(int partition, long offset) {
    return releases.answering(partition, new Span(offset, offset + 1)).get(0).release().stream()
        .mapToLong(RecordedRelease::offset)
        .findFirst();
  }
}
