package io.saccade.cli.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one side said of every event, in 28 bytes an event, so that the other side may come in any
 * order. For one thread.
 */
final class AnswerTable {

  private static final int FIRST_SIZE = 1024;

  private final Map<Integer, Column> columns = new HashMap<>();
  private final Names labels = new Names();
  private final Names models = new Names();
  private long size;

  /** Offsets are counted from the first of each span. */
  AnswerTable(Range range) {
    range
        .spans()
        .forEach((partition, span) -> columns.put(partition, new Column(span.from(), span.size())));
  }

  /** Notes an answer; the first one on an event stands. */
  void put(int partition, long offset, Said said, Fingerprint print) {
    Column column = columns.get(partition);
    if (column != null && column.put(offset, labels.number(said.label()), said, print)) {
      column.model(offset, models.number(said.model()));
      size++;
    }
  }

  /** What was said of an event; empty where nothing was. */
  Optional<Said> said(int partition, long offset) {
    Column column = columns.get(partition);
    int row = column == null ? -1 : column.row(offset);
    return column == null || row < 0
        ? Optional.empty()
        : Optional.of(
            new Said(
                labels.name(column.label[row] - 1),
                column.probability[row],
                models.name(column.model[row])));
  }

  /** The bytes of the answer to an event that was answered. */
  Fingerprint print(int partition, long offset) {
    Column column = columns.get(partition);
    int row = column == null ? -1 : column.row(offset);
    if (column == null || row < 0) {
      throw new IllegalArgumentException("event %d@%d has no answer".formatted(partition, offset));
    }
    return new Fingerprint(column.high[row], column.low[row]);
  }

  /** How many events are noted. */
  long size() {
    return size;
  }

  /** The events of one partition, by their distance from its first offset; label 0 for none. */
  private static final class Column {

    private final long first;
    private final int most;
    private int[] label;
    private int[] model;
    private float[] probability;
    private long[] high;
    private long[] low;

    Column(long first, long size) {
      this.first = first;
      this.most = (int) Math.min(size, Integer.MAX_VALUE - 8);
      int room = Math.min(FIRST_SIZE, most);
      this.label = new int[room];
      this.model = new int[room];
      this.probability = new float[room];
      this.high = new long[room];
      this.low = new long[room];
    }

    /** The row of an event that was answered, or -1. */
    int row(long offset) {
      long row = offset - first;
      return row >= 0 && row < label.length && label[(int) row] != 0 ? (int) row : -1;
    }

    boolean put(long offset, int number, Said said, Fingerprint print) {
      long distance = offset - first;
      if (distance < 0 || distance >= most || row(offset) >= 0) {
        return false;
      }
      int row = (int) distance;
      makeRoom(row);
      label[row] = number + 1;
      probability[row] = said.probability();
      high[row] = print.high();
      low[row] = print.low();
      return true;
    }

    void model(long offset, int number) {
      model[(int) (offset - first)] = number;
    }

    private void makeRoom(int row) {
      if (row < label.length) {
        return;
      }
      int room = (int) Math.min(most, Math.max(2L * label.length, row + 1L));
      label = Arrays.copyOf(label, room);
      model = Arrays.copyOf(model, room);
      probability = Arrays.copyOf(probability, room);
      high = Arrays.copyOf(high, room);
      low = Arrays.copyOf(low, room);
    }
  }

  /** Names that come again and again, by number. */
  private static final class Names {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    int number(String name) {
      return numbers.computeIfAbsent(
          name,
          unknown -> {
            names.add(unknown);
            return names.size() - 1;
          });
    }

    String name(int number) {
      return names.get(number);
    }
  }
}
