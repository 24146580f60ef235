package io.saccade.processor.dashboard;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One second of the processor, as the page draws it. What is null is not known, or did not happen.
 *
 * @param t when it ended, in milliseconds of the epoch
 * @param images predictions a second
 * @param failed failures a second
 * @param lag images not polled yet
 * @param pending images looked ahead and not taken
 * @param p50 milliseconds from poll to result, of the images of this second
 * @param p95 likewise
 * @param p99 likewise
 * @param batch images a batch, on average
 * @param run milliseconds a batch, on average
 * @param busy lanes that run something
 * @param lanes how many there are
 * @param memory bytes of the process
 * @param predictions how many there have been since the start
 * @param by predictions a second, by who answered
 * @param codes failures in this second, by code
 */
record Point(
    long t,
    double images,
    double failed,
    @Nullable Long lag,
    long pending,
    @Nullable Double p50,
    @Nullable Double p95,
    @Nullable Double p99,
    @Nullable Double batch,
    @Nullable Double run,
    double busy,
    int lanes,
    long memory,
    long predictions,
    Map<String, Double> by,
    Map<String, Long> codes) {

  private static final double MILLIS = 1e3;

  /**
   * What came between two readings.
   *
   * @param seconds how long that was
   * @param at the end of it, in milliseconds of the epoch
   */
  static Point between(Reading before, Reading now, double seconds, long at) {
    Map<String, Double> by = new TreeMap<>();
    double images = 0;
    for (Map.Entry<Answerer, Long> each : now.predictions().entrySet()) {
      double rate = since(before.predictions().get(each.getKey()), each.getValue()) / seconds;
      images += rate;
      if (rate > 0) {
        by.put(each.getKey().key(), rounded(rate));
      }
    }
    Map<String, Long> codes = codes(before, now);
    long failed = codes.values().stream().mapToLong(Long::longValue).sum();
    long batches = now.batches().count() - before.batches().count();
    long rows = now.batches().images() - before.batches().images();
    double running = now.batches().seconds() - before.batches().seconds();
    return new Point(
        at,
        rounded(images),
        rounded(failed / seconds),
        now.lag().isPresent() ? now.lag().getAsLong() : null,
        now.pending(),
        millis(now.latency().quantile(0.5, before.latency())),
        millis(now.latency().quantile(0.95, before.latency())),
        millis(now.latency().quantile(0.99, before.latency())),
        batches > 0 ? (Double) rounded((double) rows / batches) : null,
        batches > 0 ? (Double) rounded(running / batches * MILLIS) : null,
        rounded(now.lanes().busy()),
        now.lanes().all(),
        now.memoryBytes(),
        now.predicted(),
        by,
        codes);
  }

  private static Map<String, Long> codes(Reading before, Reading now) {
    Map<String, Long> codes = new TreeMap<>();
    now.failures()
        .forEach(
            (code, count) -> {
              long come = since(before.failures().get(code), count);
              if (come > 0) {
                codes.put(code, come);
              }
            });
    return codes;
  }

  private static long since(@Nullable Long before, long now) {
    return before == null ? now : Math.max(0, now - before);
  }

  private static @Nullable Double millis(OptionalDouble seconds) {
    return seconds.isPresent() ? (Double) rounded(seconds.getAsDouble() * MILLIS) : null;
  }

  /** As exact as anybody can see: a snapshot holds thousands of these. */
  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
