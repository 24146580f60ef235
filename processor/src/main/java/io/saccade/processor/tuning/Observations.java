package io.saccade.processor.tuning;

import java.util.ArrayList;
import java.util.List;

/** All that was seen of one point. */
final class Observations {

  private final TuningPoint point;
  private final List<Slice> slices = new ArrayList<>();
  private String note = "";

  Observations(TuningPoint point) {
    this.point = point;
  }

  void add(Slice slice) {
    slices.add(slice);
  }

  /** Says why there is nothing to see, or no more. */
  void note(String what) {
    note = what;
  }

  TuningPoint point() {
    return point;
  }

  boolean isMeasured() {
    return rate() > 0;
  }

  /** Images a second, the median over its slices; 0 where it was not measured. */
  double rate() {
    return Medians.of(slices.stream().map(Slice::rate).toList());
  }

  /**
   * What an image may have to wait for in the engine: that its batch is decoded, by all who decode,
   * that a batch is done which was there before, and that its own is; both as long as ninety-nine
   * in a hundred take at most.
   */
  long latencyNanos() {
    long decode = (long) Medians.of(slices.stream().map(s -> (double) s.decodeNanos()).toList());
    int decoding = point.decoders() == 0 ? point.lanes() : point.decoders();
    int turns = (point.batch() + decoding - 1) / decoding;
    return turns * decode + 2 * runNanos();
  }

  /** What its lanes would reach if nobody disturbed them, where they decode and have one thread. */
  double undisturbedRate() {
    return Medians.of(slices.stream().map(s -> s.undisturbedRate(point.lanes())).toList());
  }

  /** The share of its working time that it was on a processor; the median over its slices. */
  double presence() {
    return Medians.of(slices.stream().map(Slice::presence).toList());
  }

  /** How long a batch takes in the model, ninety-nine times in a hundred; by the nearest rank. */
  long runNanos() {
    List<Long> sorted = slices.stream().flatMap(s -> s.runNanos().stream()).sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1);
  }

  TuningReport.Line line() {
    double cpuNanos = Medians.of(slices.stream().map(Slice::cpuNanos).toList());
    return new TuningReport.Line(
        point,
        rate(),
        runNanos(),
        latencyNanos(),
        point.threads() == 1 ? (long) cpuNanos : 0,
        slices.size(),
        note);
  }
}
