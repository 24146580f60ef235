package io.saccade.processor.topology;

import io.saccade.model.drift.WindowSums;
import io.saccade.processor.drift.Acceptance;
import io.saccade.processor.drift.AlarmState;
import io.saccade.processor.drift.Progress;
import io.saccade.processor.drift.Scale;
import io.saccade.processor.drift.Track;
import io.saccade.processor.drift.WindowRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The windows of the streams of one partition, in a store whose every change is in its changelog.
 * What is kept in memory beside it was read from it or written to it. For one thread.
 */
final class DriftLedger {

  private final KeyValueStore<String, byte[]> store;
  private final WindowRule rule;
  private final Map<StreamId, Map<Scale, StreamWindows>> streams =
      new TreeMap<>(Comparator.comparing(StreamId::toString));
  private final Map<StreamId, Acceptance> acceptances = new HashMap<>();
  private Progress progress = Progress.start();
  private OptionalLong settled = OptionalLong.empty();

  /** A window that is over. */
  record Due(StreamId stream, Scale scale, long end) {}

  /** Reads all there is in the store. */
  DriftLedger(KeyValueStore<String, byte[]> store, WindowRule rule) {
    this.store = store;
    this.rule = rule;
    List<KeyValue<String, byte[]>> sums = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<String, byte[]> entry = entries.next();
        LedgerKey key = LedgerKey.read(entry.key);
        if (key instanceof LedgerKey.OfProgress) {
          progress = LedgerFormat.progress(entry.value);
          settled = LedgerFormat.settled(entry.value);
        } else if (key instanceof LedgerKey.OfTrack track) {
          scales(track.stream())
              .put(
                  track.scale(),
                  new StreamWindows(LedgerFormat.standing(track.scale(), entry.value)));
        } else if (key instanceof LedgerKey.OfAcceptance of) {
          acceptances.put(of.stream(), LedgerFormat.acceptance(entry.value));
        } else {
          sums.add(entry);
        }
      }
    }
    sums.forEach(this::restore);
  }

  private void restore(KeyValue<String, byte[]> entry) {
    LedgerKey key = LedgerKey.read(entry.key);
    if (key instanceof LedgerKey.OfOpen of) {
      windows(of.stream(), of.scale()).restoreOpen(of.start(), LedgerFormat.sums(entry.value));
    } else if (key instanceof LedgerKey.OfCarried of) {
      windows(of.stream(), of.scale()).restoreCarried(LedgerFormat.sums(entry.value));
    }
  }

  /**
   * Changes how far the partitions are that events come from.
   *
   * @return whether a window may be over by that
   */
  boolean progress(UnaryOperator<Progress> change) {
    Progress next = change.apply(progress);
    if (next.equals(progress)) {
      return false;
    }
    OptionalLong before = settled;
    progress = next;
    OptionalLong now = next.settled();
    if (now.isPresent()) {
      long millis = now.getAsLong() - rule.grace().toMillis();
      settled = OptionalLong.of(Math.max(millis, settled.orElse(millis)));
    }
    store.put(LedgerKey.OfProgress.NAME, LedgerFormat.write(progress, settled));
    return !settled.equals(before);
  }

  /** Whether sums can be added to what there is of their stream. */
  boolean isLike(StreamId stream, WindowSums sums) {
    Map<Scale, StreamWindows> known = streams.get(stream);
    return known == null || known.values().stream().allMatch(windows -> windows.isLike(sums));
  }

  /** Adds what came for a pane to its window at every scale, or counts it where it is late. */
  void add(StreamId stream, long pane, WindowSums sums) {
    for (Scale scale : Scale.values()) {
      StreamWindows windows = windows(stream, scale);
      WindowSums of = windows.add(pane, sums, settled);
      if (of == null) {
        save(stream, scale, windows);
      } else {
        long start = windows.start(pane);
        store.put(new LedgerKey.OfOpen(stream, scale, start).toString(), of.toBytes());
      }
    }
  }

  /**
   * The window that was over first, so that reports come in an order which does not depend on how
   * far time went on at once.
   *
   * @param judged whose windows can be judged
   */
  Optional<Due> due(Predicate<StreamId> judged) {
    Due first = null;
    for (Map.Entry<StreamId, Map<Scale, StreamWindows>> stream : streams.entrySet()) {
      if (settled.isPresent() && judged.test(stream.getKey())) {
        for (Map.Entry<Scale, StreamWindows> scale : stream.getValue().entrySet()) {
          OptionalLong end = scale.getValue().due(settled.getAsLong());
          if (end.isPresent() && (first == null || end.getAsLong() < first.end())) {
            first = new Due(stream.getKey(), scale.getKey(), end.getAsLong());
          }
        }
      }
    }
    return Optional.ofNullable(first);
  }

  /** Notes what an operator has accepted of a stream, from now on. */
  void accept(StreamId stream, Acceptance acceptance) {
    acceptances.put(stream, acceptance);
    store.put(new LedgerKey.OfAcceptance(stream).toString(), LedgerFormat.write(acceptance));
  }

  /** What an operator has accepted of a stream. */
  Acceptance acceptance(StreamId stream) {
    return acceptances.getOrDefault(stream, Acceptance.NONE);
  }

  /**
   * Closes a window that is over.
   *
   * @param rule how many images suffice
   */
  StreamWindows.Closed close(Due due, WindowRule rule) {
    StreamWindows windows = windows(due.stream(), due.scale());
    long start = windows.start(due.end() - 1);
    StreamWindows.Closed closed = windows.close(progress.newest() - rule.grace().toMillis(), rule);
    store.delete(new LedgerKey.OfOpen(due.stream(), due.scale(), start).toString());
    String carried = new LedgerKey.OfCarried(due.stream(), due.scale()).toString();
    if (closed.closing().sufficient()) {
      store.delete(carried);
    } else {
      store.put(carried, closed.sums().toBytes());
    }
    save(due.stream(), due.scale(), windows);
    return closed;
  }

  /** Notes how a stream stands after its window was judged. */
  void judged(Due due, AlarmState alarm) {
    StreamWindows windows = windows(due.stream(), due.scale());
    windows.judged(alarm);
    save(due.stream(), due.scale(), windows);
  }

  private void save(StreamId stream, Scale scale, StreamWindows windows) {
    store.put(
        new LedgerKey.OfTrack(stream, scale).toString(), LedgerFormat.write(windows.standing()));
  }

  private StreamWindows windows(StreamId stream, Scale scale) {
    return scales(stream)
        .computeIfAbsent(
            scale,
            of ->
                new StreamWindows(
                    new StreamWindows.Standing(Track.start(of), 0, 0, AlarmState.start())));
  }

  private Map<Scale, StreamWindows> scales(StreamId stream) {
    return streams.computeIfAbsent(stream, any -> new EnumMap<>(Scale.class));
  }
}
