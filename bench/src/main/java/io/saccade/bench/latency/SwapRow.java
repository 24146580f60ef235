package io.saccade.bench.latency;

import io.saccade.bench.results.Rates;
import io.saccade.bench.results.Rounded;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Swaps under load, as {@code swap.json} has it: a row a model.
 *
 * <p>The verdict is over all swaps together, and all quiet times: a percentile of some seconds is
 * mostly chance.
 *
 * @param model its name and version
 * @param images how many different ones there are
 * @param imageBytes of an encoded image, on average
 * @param partitions of the topic of events
 * @param load in per cent of the capacity
 * @param capacity images a second from a backlog, in the same run
 * @param goldenImages of each version that was released: what makes its load take so long
 * @param p99 of all swaps together
 * @param swaps those that were measured, in order
 * @param seconds the whole run, second by second
 */
public record SwapRow(
    String model,
    int images,
    long imageBytes,
    int partitions,
    int load,
    double capacity,
    int goldenImages,
    Together p99,
    List<Swap> swaps,
    List<Second> seconds) {

  /** The most that the 99th percentile may grow by. */
  public static final double MOST_RATIO = 1.1;

  /** The most of the throughput that may be missing. */
  public static final double MOST_DIP = 0.1;

  public SwapRow {
    capacity = Rounded.tenths(capacity);
    swaps = List.copyOf(swaps);
    seconds = List.copyOf(seconds);
  }

  /**
   * The 99th percentiles of all windows of a kind together, in milliseconds.
   *
   * @param control of the quiet times before the quiet times
   * @param quiet of the quiet times
   * @param bothQuiet of the one and the other
   * @param swap of the swaps
   */
  public record Together(double control, double quiet, double bothQuiet, double swap) {

    /** Rounds to what was measured. */
    public Together {
      control = Rounded.tenths(control);
      quiet = Rounded.tenths(quiet);
      bothQuiet = Rounded.tenths(bothQuiet);
      swap = Rounded.tenths(swap);
    }
  }

  /**
   * One swap beside the quiet time before it.
   *
   * @param issuedAt when the release was issued, in seconds from the start of the run
   * @param servingAt when it served
   * @param controlP99Millis of the events that were due in a quiet time before the quiet time
   * @param quietP99Millis of the events that were due in the quiet time
   * @param swapP99Millis of those that were due from when the release was issued until a second
   *     after it served
   * @param quietRate answers a second in the quiet time
   * @param swapRate answers a second from the one to the other
   */
  public record Swap(
      double issuedAt,
      double servingAt,
      double controlP99Millis,
      double quietP99Millis,
      double swapP99Millis,
      double quietRate,
      double swapRate) {

    /** Rounds to what was measured. */
    public Swap {
      issuedAt = Rounded.tenths(issuedAt);
      servingAt = Rounded.tenths(servingAt);
      controlP99Millis = Rounded.tenths(controlP99Millis);
      quietP99Millis = Rounded.tenths(quietP99Millis);
      swapP99Millis = Rounded.tenths(swapP99Millis);
      quietRate = Rounded.tenths(quietRate);
      swapRate = Rounded.tenths(swapRate);
    }

    /** How long the load took. */
    double loadSeconds() {
      return Rounded.tenths(servingAt - issuedAt);
    }

    double ratio() {
      return swapP99Millis / quietP99Millis;
    }

    /** What the ratio is where nothing is swapped: of a quiet time to the one before it. */
    double controlRatio() {
      return quietP99Millis / controlP99Millis;
    }

    /** The share of the throughput that was missing; below zero where there was more. */
    double dip() {
      return 1 - swapRate / quietRate;
    }
  }

  /**
   * One second.
   *
   * @param p99Millis of the events that were due in it; null where there was none
   * @param rate answers that became visible in it
   * @param swapping whether a version was being loaded
   */
  public record Second(@Nullable Double p99Millis, double rate, boolean swapping) {}

  /** The p99 during all swaps over the p99 of all quiet times. */
  public double p99Ratio() {
    return p99.swap() / p99.bothQuiet();
  }

  /** The same of one half of the quiet times to the other: what this machine does by itself. */
  public double controlRatio() {
    return p99.quiet() / p99.control();
  }

  /** The median of the swaps' own ratios, each of the quiet time just before it. */
  public double medianRatio() {
    return median(Swap::ratio);
  }

  /** The median of the swaps' dips. */
  public double throughputDip() {
    return median(Swap::dip);
  }

  /** The median of how long a load took, in seconds. */
  public double medianLoadSeconds() {
    return median(Swap::loadSeconds);
  }

  /** Whether both are within what they may be. */
  public boolean kept() {
    return p99Ratio() <= MOST_RATIO && throughputDip() <= MOST_DIP;
  }

  private double median(ToDoubleFunction<Swap> of) {
    return new Rates(swaps.stream().map(swap -> of.applyAsDouble(swap)).toList()).median();
  }
}
