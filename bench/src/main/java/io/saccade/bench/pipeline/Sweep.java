package io.saccade.bench.pipeline;

import java.util.List;
import java.util.Locale;

/** What is varied, while all else stays as the options say. */
public enum Sweep {
  /** Partitions of the topic of images. */
  PARTITIONS("partitions", 1),
  /** Stream threads of the processor. */
  THREADS("stream threads", 1),
  /** Bytes of a drawn image. */
  SIZE("bytes an image", 2_000),
  /** Events of one measurement. */
  EVENTS("events", 10);

  private final String unit;
  private final int least;

  Sweep(String unit, int least) {
    this.unit = unit;
    this.least = least;
  }

  /** What a point is a number of. */
  public String unit() {
    return unit;
  }

  /** The points that are measured unless others are asked for. */
  List<Integer> points() {
    return switch (this) {
      case PARTITIONS -> List.of(1, 2, 4, 8, 16);
      case THREADS -> List.of(1, 2, 4);
      case SIZE -> List.of(20_000, 100_000, 500_000, 1 << 20);
      case EVENTS -> List.of(1_000, 10_000, 100_000);
    };
  }

  /** The smallest point that can be measured. */
  int least() {
    return least;
  }

  /** The name of the file of results. */
  public String file() {
    return "pipeline-" + this;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
