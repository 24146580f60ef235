package io.saccade.processor.labels;

import io.saccade.processor.accuracy.AccuracySums;
import io.saccade.processor.accuracy.AnswerStream;
import io.saccade.processor.accuracy.ModelClasses;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The sums of one partition, in a store whose every change is in its changelog. It counts the
 * answers of the events that are its own, by the hour; and adds up, for the streams that are its
 * own, what all partitions have counted. What has changed and was not yet said is marked in the
 * store as well, so that it is said after a crash. For one thread.
 */
final class Ledger {

  static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private static final String NEWEST = "newest";
  private static final String CLASSES = "classes/";
  private static final String COUNTED = "counted/";
  private static final String TOTAL = "total/";
  private static final String TO_SAY = "say/";
  private static final String TO_REPORT = "report/";

  /** Hours of streams that need not be read to be counted on; each is some kilobytes. */
  private static final int MOST_AT_HAND = 256;

  /** Above all that keys are made of. */
  private static final String END = "~";

  private final KeyValueStore<String, byte[]> store;
  private final long retention;
  private final Map<String, ModelClasses> classes = new HashMap<>();
  private final Map<Cell, AccuracySums> counted =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Cell, AccuracySums> eldest) {
          return size() > MOST_AT_HAND;
        }
      };
  private long newest;
  private long forgotten;

  /**
   * Reads how far the partition was.
   *
   * @param retention for how long events are kept
   */
  Ledger(KeyValueStore<String, byte[]> store, Duration retention) {
    this.store = store;
    this.retention = retention.toMillis();
    byte[] last = store.get(NEWEST);
    this.newest = last == null ? 0 : ByteBuffer.wrap(last).getLong();
  }

  /** The newest time of anything, in milliseconds. */
  long newest() {
    return newest;
  }

  /** Before this nothing is known any more, in milliseconds. */
  long oldest() {
    return newest - retention;
  }

  /** Notes the time of something that has come. */
  void passed(long time) {
    if (time > newest) {
      newest = time;
      store.put(NEWEST, ByteBuffer.allocate(Long.BYTES).putLong(time).array());
    }
  }

  /** Notes what a version calls its classes. */
  void learn(String sha256, ModelClasses of) {
    byte[] bytes = new JoinMessage.Classes(sha256, of).toBytes();
    store.put(CLASSES + sha256, bytes);
    classes.put(sha256, of);
  }

  /** Notes what a version is called, if nothing is known of it. */
  void meet(String sha256, String model, String version) {
    if (classes(sha256).isEmpty()) {
      learn(sha256, new ModelClasses(model, version, List.of()));
    }
  }

  /** What a version is called, and its classes as far as they are known. */
  Optional<ModelClasses> classes(String sha256) {
    ModelClasses known = classes.get(sha256);
    if (known == null) {
      byte[] bytes = store.get(CLASSES + sha256);
      if (bytes != null
          && JoinMessage.read(bytes).orElse(null) instanceof JoinMessage.Classes read) {
        known = read.classes();
        classes.put(sha256, known);
      }
    }
    return Optional.ofNullable(known);
  }

  /** Changes what is counted of a stream in the hour of a moment. */
  void count(AnswerStream stream, long time, Consumer<AccuracySums> change) {
    Cell cell = new Cell(stream, Math.floorDiv(time, HOUR) * HOUR);
    AccuracySums sums = counted.computeIfAbsent(cell, this::counted);
    change.accept(sums);
    store.put(COUNTED + cell, sums.toBytes());
    mark(TO_SAY + cell);
  }

  private AccuracySums counted(Cell cell) {
    byte[] bytes = store.get(COUNTED + cell);
    return bytes == null ? new AccuracySums() : AccuracySums.parse(bytes);
  }

  /** What has changed of what is counted, since the last time. */
  List<Map.Entry<Cell, byte[]>> takeCounted() {
    List<Map.Entry<Cell, byte[]>> changed = new ArrayList<>();
    for (String mark : take(TO_SAY)) {
      byte[] bytes = store.get(COUNTED + mark);
      if (bytes != null) {
        changed.add(Map.entry(Cell.parse(mark), bytes));
      }
    }
    return changed;
  }

  /** Notes what a partition has counted; what says nothing new, or is of long ago, is left out. */
  void total(JoinMessage.Counted of) {
    Cell hour = new Cell(of.stream(), of.hour());
    String key = TOTAL + hour + "/" + of.partition();
    if (of.hour() + HOUR + DAY < oldest() || Arrays.equals(store.get(key), of.sums())) {
      return;
    }
    store.put(key, of.sums());
    for (AccuracyScale scale : AccuracyScale.values()) {
      mark(TO_REPORT + new Cell(of.stream(), scale.start(of.hour())) + "/" + scale);
    }
  }

  /** The windows whose sums have changed since the last time. */
  List<AccuracyWindow> takeWindows() {
    List<AccuracyWindow> windows = new ArrayList<>();
    for (String mark : take(TO_REPORT)) {
      Cell cell = Cell.parse(mark);
      AccuracyScale scale = AccuracyScale.valueOf(mark.substring(mark.lastIndexOf('/') + 1));
      windows.add(new AccuracyWindow(cell.stream(), scale, cell.start()));
    }
    return windows;
  }

  /** What all partitions have counted in a window. */
  AccuracySums total(AccuracyWindow window) {
    AccuracySums total = new AccuracySums();
    String from = TOTAL + new Cell(window.stream(), window.start());
    String to = TOTAL + new Cell(window.stream(), window.end() - 1);
    try (KeyValueIterator<String, byte[]> hours = store.range(from, to)) {
      hours.forEachRemaining(hour -> total.add(AccuracySums.parse(hour.value)));
    }
    return total;
  }

  /** Forgets what is too old to change; asks the store once an hour of stream time. */
  void forget() {
    long hour = Math.floorDiv(newest, HOUR);
    if (hour == forgotten) {
      return;
    }
    forgotten = hour;
    forget(COUNTED, oldest() - HOUR);
    // A day's first hour is needed as long as its last may change.
    forget(TOTAL, oldest() - 3 * DAY);
    counted.keySet().removeIf(cell -> cell.start() + HOUR < oldest() - HOUR);
  }

  private void forget(String kind, long before) {
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.range(kind, kind + END)) {
      while (all.hasNext()) {
        String key = all.next().key;
        if (Cell.parse(key.substring(kind.length())).start() + HOUR < before) {
          old.add(key);
        }
      }
    }
    old.forEach(store::delete);
  }

  private void mark(String key) {
    store.put(key, new byte[0]);
  }

  /** Takes all marks of a kind away; their names without it. */
  private List<String> take(String kind) {
    List<String> marks = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.range(kind, kind + END)) {
      all.forEachRemaining((KeyValue<String, byte[]> one) -> marks.add(one.key));
    }
    marks.forEach(store::delete);
    return marks.stream().map(mark -> mark.substring(kind.length())).toList();
  }
}
