package io.saccade.bench.drift;

import io.saccade.bench.results.Rounded;
import io.saccade.bench.train.GateRow.Bound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what one gate measures with one seed. */
final class CaseRows {

  private final String gate;
  private final long seed;
  private final List<DriftRow> rows = new ArrayList<>();

  CaseRows(String gate, long seed) {
    this.gate = gate;
    this.seed = seed;
  }

  /**
   * A case that is measured.
   *
   * @param images of a window
   */
  Case of(String data, String given, int images) {
    return new Case(data, given, images);
  }

  /** A case that cannot be measured here. */
  void skipped(String data, String given, int images, String reason) {
    Case skipped = of(data, given, images);
    skipped.note = reason;
    skipped.add("", Bound.SKIPPED, 0);
  }

  List<DriftRow> rows() {
    return List.copyOf(rows);
  }

  /** The figures of a case; it is there once it is shown or held. */
  final class Case {

    private final String data;
    private final String given;
    private final int images;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private String note = "";

    private Case(String data, String given, int images) {
      this.data = data;
      this.given = given;
      this.images = images;
    }

    Case figure(String name, double value) {
      figures.put(name, Rounded.thousandths(value));
      return this;
    }

    /** A figure that others are made of, with more digits. */
    Case share(String name, double value) {
      figures.put(name, Rounded.millionths(value));
      return this;
    }

    Case note(String text) {
      note = text;
      return this;
    }

    void shown() {
      add("", Bound.SHOWN, 0);
    }

    void atLeast(String figure, double limit) {
      add(figure, Bound.AT_LEAST, Rounded.thousandths(limit));
    }

    void atMost(String figure, double limit) {
      add(figure, Bound.AT_MOST, Rounded.thousandths(limit));
    }

    private void add(String held, Bound bound, double limit) {
      rows.add(new DriftRow(gate, data, given, images, seed, figures, held, bound, limit, note));
    }
  }
}
