package io.saccade.cli.drift;

import io.saccade.processor.drift.BurnIn;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which of some windows are accepted, and why the others are not.
 *
 * @param chosen those that are, the earliest first
 * @param known how many were accepted before
 * @param silent how many say nothing of repetition: they had too few images, or more than the
 *     reference
 * @param alarms how many were in an alarm, and not asked for
 * @param spare how many are not needed any more
 */
record Selection(List<DriftReport> chosen, int known, int silent, int alarms, int spare) {

  private static final Set<DriftState> CALM = Set.of(DriftState.OK, DriftState.WARN);

  /** Whether windows that were in an alarm are taken as well. */
  enum Alarms {
    LEFT_OUT,
    TAKEN
  }

  /**
   * Selects.
   *
   * @param windows of one stream, the earliest first
   * @param accepted the ends of those that were accepted before
   */
  static Selection of(List<DriftReport> windows, Set<Instant> accepted, Alarms taken) {
    List<DriftReport> chosen = new ArrayList<>();
    int known = 0;
    int silent = 0;
    int alarms = 0;
    int spare = 0;
    for (DriftReport window : windows) {
      if (accepted.contains(window.getEnd())) {
        known++;
      } else if (window.getLesson() == null) {
        silent++;
      } else if (taken == Alarms.LEFT_OUT && !CALM.contains(window.getState())) {
        alarms++;
      } else if (accepted.size() + chosen.size() >= BurnIn.WINDOWS) {
        spare++;
      } else {
        chosen.add(window);
      }
    }
    return new Selection(List.copyOf(chosen), known, silent, alarms, spare);
  }

  /** What is to be said of those that are left out, a sentence for each reason. */
  List<String> leftOut() {
    List<String> reasons = new ArrayList<>();
    if (known > 0) {
      reasons.add("%d accepted before".formatted(known));
    }
    if (silent > 0) {
      reasons.add(
          "%d with too few images to learn from, or more than the reference".formatted(silent));
    }
    if (alarms > 0) {
      reasons.add(
          ("%d in an alarm. Where all was well then too, take them with --alarms and --reason: if"
                  + " only calm windows are accepted, images still count for more than they are"
                  + " worth")
              .formatted(alarms));
    }
    if (spare > 0) {
      reasons.add("%d that are not needed: the first %d count".formatted(spare, BurnIn.WINDOWS));
    }
    return reasons;
  }
}
