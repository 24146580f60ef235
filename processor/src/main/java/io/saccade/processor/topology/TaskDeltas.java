package io.saccade.processor.topology;

import io.saccade.processor.drift.DriftSettings;
import io.saccade.processor.drift.Scale;
import io.saccade.processor.lookahead.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What one task's images add to windows, and how far its partition is. For its stream thread. */
final class TaskDeltas {

  private final DriftOutbox outbox;
  private final int source;
  private final long graceMillis;
  private final long idleMillis;
  private long announced = Long.MIN_VALUE;
  private long lastSeen;

  /**
   * The deltas of a partition.
   *
   * @param now milliseconds since any moment, of the same clock always
   */
  TaskDeltas(DriftOutbox outbox, int source, long now) {
    this.outbox = outbox;
    this.source = source;
    this.graceMillis = outbox.settings().rule().grace().toMillis();
    this.idleMillis = outbox.settings().idle().toMillis();
    this.lastSeen = now;
  }

  /** How often to ask whether the partition is quiet. */
  Duration beat() {
    return Duration.ofMillis(Math.max(100, Math.min(10_000, idleMillis / 4)));
  }

  /**
   * Notes that a record was processed and forwarded.
   *
   * @param streamTime the newest time of the partition's events
   * @param now milliseconds since any moment, of the same clock always
   * @param seen what its image adds, where its version is watched
   */
  void processed(
      long streamTime, long now, Record<byte[], byte[]> event, Outcome.@Nullable Seen seen) {
    lastSeen = now;
    if (!outbox.isOpen()) {
      return;
    }
    if (seen != null) {
      add(event, seen);
    }
    // Nobody closes anything between two panes, so that is often enough.
    long pane = Scale.paneMillis(streamTime - graceMillis);
    if (pane > announced) {
      announced = pane;
      outbox.passed(source, streamTime);
    }
  }

  private void add(Record<byte[], byte[]> event, Outcome.Seen seen) {
    boolean byEvent = outbox.settings().keys() == DriftSettings.StreamKeys.EVENT;
    StreamId stream = StreamId.of(seen.watch().version().sha256(), byEvent ? event.key() : null);
    outbox
        .sums(source, stream, Scale.paneMillis(event.timestamp()), seen.watch().profile().layout())
        .add(seen.observation());
  }

  /** What is to be said of a partition that has had nothing for so long. */
  Optional<DriftMessage.Passed> quiet(long now) {
    return outbox.isOpen() && outbox.isEmpty() && now - lastSeen >= idleMillis
        ? Optional.of(new DriftMessage.Passed(source, outbox.sources(), now - lastSeen, true))
        : Optional.empty();
  }

  void close() {
    outbox.forget(source);
  }
}
