package io.saccade.bench.train;

import io.saccade.bench.results.Rounded;
import io.saccade.bench.train.GateRow.Bound;
import java.util.ArrayList;
import java.util.List;

/** Gathers the figures of one gate and one seed. */
final class Figures {

  private final String gate;
  private final String subject;
  private final long seed;
  private final List<GateRow> rows = new ArrayList<>();

  Figures(String gate, String subject, long seed) {
    this.gate = gate;
    this.subject = subject;
    this.seed = seed;
  }

  Figures atLeast(String figure, double value, double limit) {
    return add(figure, value, Bound.AT_LEAST, limit, "");
  }

  Figures atMost(String figure, double value, double limit) {
    return add(figure, value, Bound.AT_MOST, limit, "");
  }

  Figures shown(String figure, double value) {
    return add(figure, value, Bound.SHOWN, 0, "");
  }

  Figures skipped(String figure, String reason) {
    return add(figure, 0, Bound.SKIPPED, 0, reason);
  }

  /** A training that did not come to its end fails its gate. */
  Figures broken(String reason) {
    return add("trainings that came to their end", 0, Bound.AT_LEAST, 1, reason);
  }

  /** What every training shows and is held to: its parity and its speed. */
  Figures training(Outcome outcome) {
    atLeast("parity: images compared", outcome.parityImages(), 32);
    atMost("parity: share of what scores may differ by", outcome.parityShare(), 1);
    return shown("images/s", outcome.pace().rate());
  }

  List<GateRow> rows() {
    return List.copyOf(rows);
  }

  private Figures add(String figure, double value, Bound bound, double limit, String note) {
    double rounded = Rounded.thousandths(value);
    rows.add(new GateRow(gate, subject, figure, seed, rounded, bound, limit, note));
    return this;
  }
}
