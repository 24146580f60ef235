package io.saccade.processor.tuning;

import io.saccade.processor.serving.LanePlan;
import java.time.Duration;
import java.util.List;

/**
 * What was measured, and what was chosen of it.
 *
 * @param lines every point that was looked at, in that order
 * @param chosen the point that was chosen
 * @param plan the same as the engine takes it
 * @param why in a few words
 * @param disturbed whether the machine had so much other work that another measurement may well
 *     come to something else
 * @param took how long it took
 */
public record TuningReport(
    List<Line> lines,
    TuningPoint chosen,
    LanePlan plan,
    String why,
    boolean disturbed,
    Duration took) {

  public TuningReport {
    lines = List.copyOf(lines);
  }

  /** Whether the chosen point was measured: otherwise it is the default. */
  public boolean isMeasured() {
    return chosenLine().rate() > 0;
  }

  /** What was seen of the chosen point. */
  public Line chosenLine() {
    return lines.stream()
        .filter(line -> line.point().equals(chosen))
        .findFirst()
        .orElseGet(() -> new Line(chosen, 0, 0, 0, 0, 0, "not measured"));
  }

  /**
   * What was seen of one point.
   *
   * @param point the point
   * @param rate images a second, the median over its slices; 0 where nothing could be measured
   * @param runNanos how long a batch takes in the model, ninety-nine times in a hundred
   * @param latencyNanos what an image may have to wait for, ninety-nine times in a hundred
   * @param cpuNanos processor time an image, of the threads that decode and run batches; 0 where
   *     others inside the model work for them
   * @param slices how often it was measured
   * @param note why no more was measured, or empty
   */
  public record Line(
      TuningPoint point,
      double rate,
      long runNanos,
      long latencyNanos,
      long cpuNanos,
      int slices,
      String note) {}
}
