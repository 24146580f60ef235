package io.saccade.processor.dashboard;

import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The newest reports of every stream of images. Of streams without end those are kept that were
 * reported on last; of each, its newest windows. Thread-safe.
 */
final class Reports {

  /** A hundred keys, at three scales. */
  static final int STREAMS = 300;

  /** A day in windows of five minutes. */
  static final int DRIFT_WINDOWS = 288;

  /** Two days of hours. */
  static final int ACCURACY_WINDOWS = 48;

  private final Map<String, NavigableMap<Long, DriftStream.Window>> drifts = recent();
  private final Map<String, DriftStream> drift = recent();
  private final Map<String, NavigableMap<Long, AccuracyStream.Window>> shares = recent();
  private final Map<String, AccuracyStream> accuracy = recent();

  /** Takes in a report; returns how its stream stands now. */
  synchronized DriftStream take(DriftReport report) {
    DriftStream.Window window = DriftStream.window(report);
    List<DriftStream.Window> history =
        kept(drifts, DriftStream.id(report), window.end(), window, DRIFT_WINDOWS);
    DriftStream stream = DriftStream.of(report, history);
    drift.put(stream.id(), stream);
    return stream;
  }

  /** The same of labels, at a moment. */
  synchronized AccuracyStream take(AccuracyReport report, Instant now) {
    AccuracyStream.Window window = AccuracyStream.Window.of(report, now);
    List<AccuracyStream.Window> windows =
        kept(shares, AccuracyStream.id(report), window.end(), window, ACCURACY_WINDOWS);
    AccuracyStream stream = AccuracyStream.of(report, windows);
    accuracy.put(stream.id(), stream);
    return stream;
  }

  synchronized List<DriftStream> drift() {
    return List.copyOf(drift.values());
  }

  synchronized List<AccuracyStream> accuracy() {
    return List.copyOf(accuracy.values());
  }

  /** Enters a window of a stream, which replaces one that ended with it; returns all there are. */
  private static <W> List<W> kept(
      Map<String, NavigableMap<Long, W>> streams, String id, long end, W window, int most) {
    NavigableMap<Long, W> windows = streams.computeIfAbsent(id, any -> new TreeMap<>());
    windows.put(end, window);
    while (windows.size() > most) {
      windows.pollFirstEntry();
    }
    return new ArrayList<>(windows.values());
  }

  private static <V> Map<String, V> recent() {
    return new LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > STREAMS;
      }
    };
  }
}
