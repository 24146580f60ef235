package io.saccade.bench.pipeline;

import io.saccade.processor.batch.Buckets;
import io.saccade.processor.serving.LanePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the bare loop runs.
 *
 * @param decoders threads that decode and wait for a lane, as many as cores
 * @param lanes how many of them may be in the model at once
 * @param threads how many threads work on one batch in the model
 * @param batch how many images go to the model together
 */
public record BareSetting(int decoders, int lanes, int threads, int batch) {

  private static final Pattern NAMED = Pattern.compile("([1-9]\\d?)x([1-9]\\d?)x([1-9]\\d{0,2})");
  private static final int[] BATCHES = {1, 2, 4, 8, 16};

  /** The small set that the best is looked for in: one lane a core, half as many, and only one. */
  public static List<BareSetting> candidates(int cores) {
    List<BareSetting> candidates = new ArrayList<>();
    for (int lanes = cores; lanes >= 1; lanes = lanes == 1 ? 0 : Math.max(1, lanes / 2)) {
      for (int batch : BATCHES) {
        candidates.add(new BareSetting(cores, lanes, cores / lanes, batch));
      }
    }
    return candidates;
  }

  /**
   * One that is named as {@code 4x1x2}: lanes, threads, batch.
   *
   * @throws IllegalArgumentException if it is not
   */
  static BareSetting parse(String text, int cores) {
    Matcher named = NAMED.matcher(text);
    if (!named.matches()) {
      throw new IllegalArgumentException(
          "must be LANESxTHREADSxBATCH, as in 4x1x2, but was " + text);
    }
    int lanes = Integer.parseInt(named.group(1));
    return new BareSetting(
        Math.max(cores, lanes),
        lanes,
        Integer.parseInt(named.group(2)),
        Integer.parseInt(named.group(3)));
  }

  /** The same for loading a model. */
  public LanePlan plan() {
    return new LanePlan(lanes, threads, decoders, Buckets.fine(batch), Duration.ZERO);
  }

  @Override
  public String toString() {
    return "%d lanes x %d threads x batch %d".formatted(lanes, threads, batch);
  }
}
