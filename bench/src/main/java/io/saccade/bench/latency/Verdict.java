package io.saccade.bench.latency;

/**
 * Saccade's p99 at half of its capacity, held against what it may be: twice what one image takes
 * alone, and the broker's own round trip. All in milliseconds.
 *
 * @param p99Millis Saccade's
 * @param bareMillis one image alone, its median
 * @param bareP99Millis the same, its 99th percentile
 * @param brokerP99Millis the same load through a topology that classifies nothing
 */
public record Verdict(
    double p99Millis, double bareMillis, double bareP99Millis, double brokerP99Millis) {

  /** The load that the verdict is about, in per cent of the capacity. */
  public static final int LOAD = 50;

  private static final double TIMES = 2;

  /** Of a row that was measured at {@link #LOAD}. */
  public static Verdict of(LatencyRow row) {
    return new Verdict(
        row.figures().saccade().latencyMillis().p99(),
        row.bareMillis().p50(),
        row.bareMillis().p99(),
        row.figures().passThrough().latencyMillis().p99());
  }

  /** What the p99 may be, by one image's median: the stricter of the two readings. */
  public double allowedMillis() {
    return TIMES * bareMillis + brokerP99Millis;
  }

  /** The p99 over what it may be; 1 or less is kept. */
  public double ratio() {
    return p99Millis / allowedMillis();
  }

  /** The same against one image's own p99, which differs where images differ in size. */
  double ratioToBareP99() {
    return p99Millis / (TIMES * bareP99Millis + brokerP99Millis);
  }
}
