package io.saccade.processor.accuracy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is kept of the answers of an hour: whole numbers, of which those that are zero take no
 * room. Sums of parts add up to the sums of the whole, exactly. Not thread-safe.
 */
public final class AccuracySums {

  /** How many bins of confidence there are, all as wide as each other. */
  public static final int BINS = 15;

  /** Of models with more classes pairs are not counted: there may be as many as images. */
  static final int MOST_PAIRED = 128;

  private static final int BIN_IMAGES = 1;
  private static final int BIN_RIGHT = 2;
  private static final int BIN_CONFIDENCE = 3;
  private static final int CLASS_IMAGES = 4;
  private static final int CLASS_RIGHT = 5;
  private static final int PAIR = 6;
  private static final int MOST_VAR_BYTES = 10;

  private final SortedMap<Long, Long> cells = new TreeMap<>();

  /** Reads what {@link #toBytes} wrote. */
  public static AccuracySums parse(byte[] bytes) {
    AccuracySums sums = new AccuracySums();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      long cell = -1;
      for (long left = unsigned(in); left > 0; left--) {
        cell += unsigned(in) + 1;
        long value = unsigned(in);
        sums.cells.put(cell, (value >>> 1) ^ -(value & 1));
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("sums of answers that end too early", e);
    }
    return sums;
  }

  /** The canonical form: equal sums give equal bytes. */
  public byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(MOST_VAR_BYTES * (1 + 2 * cells.size()));
    unsigned(cells.size(), out);
    long before = -1;
    for (Map.Entry<Long, Long> cell : cells.entrySet()) {
      unsigned(cell.getKey() - before - 1, out);
      unsigned((cell.getValue() << 1) ^ (cell.getValue() >> 63), out);
      before = cell.getKey();
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  /** Adds to one of the counts. */
  public void add(Count count, long value) {
    add(cell(0, count.code(), 0), value);
  }

  /**
   * Adds a prediction with what its labels come to.
   *
   * @param classes how many the version has; 0 where nobody knows
   */
  public void add(LabelledEvent.Judged judged, int classes) {
    add(judged, classes, 1);
  }

  /** Takes out what {@link #add(LabelledEvent.Judged, int)} has added. */
  public void subtract(LabelledEvent.Judged judged, int classes) {
    add(judged, classes, -1);
  }

  private void add(LabelledEvent.Judged judged, int classes, long sign) {
    add(Count.PREDICTIONS, sign);
    switch (judged.verdict()) {
      case Verdict.NONE -> {}
      case Verdict.CONTRADICTED -> add(Count.CONTRADICTED, sign);
      case Verdict.UNKNOWN -> add(Count.UNKNOWN, sign);
      case Verdict.LATE -> add(Count.LATE, sign);
      default -> addLabelled(judged.answer(), judged.verdict(), classes, sign);
    }
  }

  private void addLabelled(Answer answer, int truth, int classes, long sign) {
    long right = answer.predicted() == truth ? sign : 0;
    long expected = answer.expected();
    add(Count.LABELLED, sign);
    add(Count.RIGHT, right);
    add(Count.UNCALIBRATED, answer.calibrated() < 0 ? sign : 0);
    add(Count.EXPECTED, sign * expected);
    add(Count.SPREAD, sign * (expected * (Answer.ONE - expected) / Answer.ONE));
    int bin = Math.min(BINS - 1, (int) ((long) answer.confidence() * BINS / Answer.ONE));
    add(cell(BIN_IMAGES, bin, 0), sign);
    add(cell(BIN_RIGHT, bin, 0), right);
    add(cell(BIN_CONFIDENCE, bin, 0), sign * answer.confidence());
    add(cell(CLASS_IMAGES, truth, 0), sign);
    add(cell(CLASS_RIGHT, truth, 0), right);
    if (right == 0 && classes <= MOST_PAIRED) {
      add(cell(PAIR, truth, answer.predicted()), sign);
    }
  }

  /** Adds all of other sums. */
  public void add(AccuracySums other) {
    other.cells.forEach(this::add);
  }

  /** How much there is of one of the counts. */
  public long get(Count count) {
    return get(cell(0, count.code(), 0));
  }

  /** How many labelled images of a bin there are. */
  long binImages(int bin) {
    return get(cell(BIN_IMAGES, bin, 0));
  }

  /** How many of them are right. */
  long binRight(int bin) {
    return get(cell(BIN_RIGHT, bin, 0));
  }

  /** The sum of their confidence, in millionths. */
  long binConfidence(int bin) {
    return get(cell(BIN_CONFIDENCE, bin, 0));
  }

  /** How many images truly are of each class that occurred. */
  SortedMap<Integer, Long> classImages() {
    SortedMap<Integer, Long> images = new TreeMap<>();
    cells
        .subMap(cell(CLASS_IMAGES, 0, 0), cell(CLASS_RIGHT, 0, 0))
        .forEach((cell, count) -> images.put((int) ((cell >> 28) & 0xFFFFFFF), count));
    return images;
  }

  /** How many of a class were recognised. */
  long classRight(int truth) {
    return get(cell(CLASS_RIGHT, truth, 0));
  }

  /** What the images of a class were taken for, and how many of them. */
  SortedMap<Integer, Long> takenFor(int truth) {
    SortedMap<Integer, Long> taken = new TreeMap<>();
    cells
        .subMap(cell(PAIR, truth, 0), cell(PAIR, truth + 1, 0))
        .forEach((cell, count) -> taken.put((int) (cell & 0xFFFFFFF), count));
    return taken;
  }

  private long get(long cell) {
    return cells.getOrDefault(cell, 0L);
  }

  private void add(long cell, long value) {
    if (value != 0 && cells.merge(cell, value, Long::sum) == 0) {
      cells.remove(cell);
    }
  }

  private static long cell(int kind, int first, int second) {
    return ((long) kind << 56) | ((long) first << 28) | second;
  }

  private static void unsigned(long value, ByteBuffer out) {
    long left = value;
    while ((left & -0x80L) != 0) {
      out.put((byte) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    out.put((byte) left);
  }

  private static long unsigned(ByteBuffer in) {
    long value = 0;
    byte next = -1;
    for (int shift = 0; next < 0 && shift < 64; shift += 7) {
      next = in.get();
      value |= (long) (next & 0x7F) << shift;
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccuracySums sums && sums.cells.equals(cells);
  }

  @Override
  public int hashCode() {
    return cells.hashCode();
  }

  @Override
  public String toString() {
    return cells.toString();
  }
}
