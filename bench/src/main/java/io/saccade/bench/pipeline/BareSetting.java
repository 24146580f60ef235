package io.saccade.bench.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * How the bare loop runs.
 *
 * @param decoders threads that decode and wait for a lane, as many as cores
 * @param lanes how many of them may be in the model at once
 * @param threads how many threads work on one batch in the model
 * @param batch how many images go to the model together
 */
record BareSetting(int decoders, int lanes, int threads, int batch) {

  private static final int[] BATCHES = {1, 2, 4, 8, 16};

  /** The small set that the best is looked for in: one lane a core, half as many, and only one. */
  static List<BareSetting> candidates(int cores) {
    List<BareSetting> candidates = new ArrayList<>();
    for (int lanes = cores; lanes >= 1; lanes = lanes == 1 ? 0 : Math.max(1, lanes / 2)) {
      for (int batch : BATCHES) {
        candidates.add(new BareSetting(cores, lanes, cores / lanes, batch));
      }
    }
    return candidates;
  }

  @Override
  public String toString() {
    return "%d lanes x %d threads x batch %d".formatted(lanes, threads, batch);
  }
}
