package io.saccade.bench.drift;

import java.util.List;

/** What decides whether a window alarms: how likely it is by chance, and how large its effect. */
record Scored(double p, double effect) {

  static Scored of(Split split, List<Candidate> window) {
    return split
        .judged(window)
        .map(of -> new Scored(of.pValues().joint(), of.effects().largest()))
        .orElse(new Scored(1, 0));
  }
}
