package io.saccade.bench.drift;

import io.saccade.bench.results.GateOptions;
import io.saccade.bench.train.GateRow.Bound;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured of one case, as the file of results has it.
 *
 * @param gate that it belongs to
 * @param data the images
 * @param given what had happened to them
 * @param images of a window; 0 where they are of several sizes
 * @param seed of everything that was drawn
 * @param figures by name, in the order in which they are shown; none where it was skipped
 * @param held the figure that is held against the limit; empty where none is
 * @param bound how it is held
 * @param limit what it is held against
 * @param note why it was skipped, or what is to be known; else empty
 */
public record DriftRow(
    String gate,
    String data,
    String given,
    int images,
    long seed,
    Map<String, Double> figures,
    String held,
    Bound bound,
    double limit,
    String note)
    implements GateOptions.Judged {

  /** Copies the figures in their order. */
  public DriftRow {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** Whether nothing speaks against it; a figure that is no number does. */
  @Override
  public boolean passes() {
    double value = figures.getOrDefault(held, Double.NaN);
    return switch (bound) {
      case AT_LEAST -> value >= limit;
      case AT_MOST -> value <= limit;
      case SHOWN, SKIPPED -> true;
    };
  }
}
