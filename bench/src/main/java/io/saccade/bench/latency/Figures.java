package io.saccade.bench.latency;

import io.saccade.bench.results.Rounded;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was measured at one load, in one round or as the medians of all.
 *
 * @param saccade events through Saccade
 * @param engine what Saccade's engine said of the same events
 * @param passThrough the same load through a topology that classifies nothing
 */
public record Figures(LoadFigures saccade, EngineFigures engine, LoadFigures passThrough) {

  /**
   * What a load met with. Rates are events a second.
   *
   * @param events how many were measured
   * @param offeredRate how many were due
   * @param achievedRate how many answers became visible meanwhile
   * @param latencyMillis from when an event was due until its answer was visible
   * @param sendLatenessMillis from when an event was due until it was handed to the producer: how
   *     far the load itself can be trusted
   */
  public record LoadFigures(
      long events,
      double offeredRate,
      double achievedRate,
      Percentiles latencyMillis,
      Percentiles sendLatenessMillis) {

    /** Rounds the rates. */
    public LoadFigures {
      offeredRate = Rounded.tenths(offeredRate);
      achievedRate = Rounded.tenths(achievedRate);
    }

    private static LoadFigures medians(List<LoadFigures> rounds) {
      return new LoadFigures(
          Math.round(Percentiles.median(rounds, figures -> (double) figures.events())),
          Percentiles.median(rounds, LoadFigures::offeredRate),
          Percentiles.median(rounds, LoadFigures::achievedRate),
          medianPercentiles(rounds, LoadFigures::latencyMillis),
          medianPercentiles(rounds, LoadFigures::sendLatenessMillis));
    }
  }

  /**
   * What the engine said of the events, in the headers of their predictions.
   *
   * @param totalMillis from the poll to the result: the four parts together
   * @param queuedMillis from the poll until a worker took the event up
   * @param decodeMillis from then until the image stood in its batch
   * @param waitedMillis from then until the batch was run
   * @param inferenceMillis how long its batch took
   * @param outsideMillis the rest of the latency: sending, the broker, waiting for the poll and for
   *     the results before it, the commit
   * @param violationRate the share of events, 0 to 1, whose total was over the latency target; null
   *     where there is no target
   */
  public record EngineFigures(
      Percentiles totalMillis,
      Percentiles queuedMillis,
      Percentiles decodeMillis,
      Percentiles waitedMillis,
      Percentiles inferenceMillis,
      Percentiles outsideMillis,
      @Nullable Double violationRate) {

    private static EngineFigures medians(List<EngineFigures> rounds) {
      return new EngineFigures(
          medianPercentiles(rounds, EngineFigures::totalMillis),
          medianPercentiles(rounds, EngineFigures::queuedMillis),
          medianPercentiles(rounds, EngineFigures::decodeMillis),
          medianPercentiles(rounds, EngineFigures::waitedMillis),
          medianPercentiles(rounds, EngineFigures::inferenceMillis),
          medianPercentiles(rounds, EngineFigures::outsideMillis),
          medianViolationRate(rounds));
    }
  }

  private static @Nullable Double medianViolationRate(List<EngineFigures> rounds) {
    List<Double> rates =
        rounds.stream().map(EngineFigures::violationRate).filter(Objects::nonNull).toList();
    return rates.isEmpty() ? null : Percentiles.median(rates, rate -> rate);
  }

  /** Each figure's median over the rounds. */
  static Figures medians(List<Figures> rounds) {
    return new Figures(
        LoadFigures.medians(rounds.stream().map(Figures::saccade).toList()),
        EngineFigures.medians(rounds.stream().map(Figures::engine).toList()),
        LoadFigures.medians(rounds.stream().map(Figures::passThrough).toList()));
  }

  private static <T> Percentiles medianPercentiles(List<T> rounds, Function<T, Percentiles> of) {
    return Percentiles.medians(rounds.stream().map(of).toList());
  }
}
