package io.saccade.cli.replay;

/**
 * A range of offsets of one partition.
 *
 * @param from the first offset
 * @param to the first offset behind it
 */
record Span(long from, long to) {

  Span {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "a span must go from an offset to the same or a later one, but was %d to %d"
              .formatted(from, to));
    }
  }

  /** How many offsets it has; there may be fewer events. */
  long size() {
    return to - from;
  }

  boolean isEmpty() {
    return to == from;
  }

  boolean contains(long offset) {
    return offset >= from && offset < to;
  }
}
