package io.saccade.processor.serving;

import java.time.Duration;
import java.util.List;

/**
 * What a version proved before it was let in.
 *
 * @param steps the steps in order; the last one is the refusal where the version was refused
 */
public record GateReport(List<Step> steps) {

  public GateReport {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param name what was checked
   * @param detail what was found
   * @param took how long it took
   */
  public record Step(String name, String detail, Duration took) {}
}
