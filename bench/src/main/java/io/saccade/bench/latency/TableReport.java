package io.saccade.bench.latency;

import io.saccade.bench.latency.Figures.EngineFigures;
import io.saccade.bench.latency.Figures.LoadFigures;
import io.saccade.bench.latency.LatencyResults.AtLoad;
import io.saccade.bench.pipeline.Workload;
import io.saccade.bench.results.Machine;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** For people: a line for each round and load, then tables of the medians and the verdict. */
final class TableReport implements Report {

  private static final String LOADS = "%5s %9s %9s %8s %8s %8s %8s %8s %8s %8s %8s";
  private static final String PARTS = "%5s %9s %9s %9s %9s %9s %10s %9s %9s %9s";

  /** Below this share of what was offered, a load was not kept up with. */
  private static final double KEPT_UP = 0.97;

  private final PrintWriter out;
  private final Plan plan;

  TableReport(PrintWriter out, Plan plan) {
    this.out = out;
    this.plan = plan;
  }

  @Override
  public void begin(Workload workload) {
    line(
        "%s, %d images of %.0f kB on average, %d partitions, %s arrivals; %s",
        workload.modelName(),
        workload.images().size(),
        workload.meanBytes() / 1000,
        workload.partitions(),
        plan.arrivals(),
        Machine.here());
  }

  @Override
  public void capacity(double perSecond) {
    line("capacity %.1f images/s", perSecond);
  }

  @Override
  public void measured(Measurement measurement) {
    LoadFigures saccade = measurement.figures().saccade();
    line(
        "round %d  %3d %%  %8.1f events/s  p50 %8.1f ms  p99 %8.1f ms; pass-through p99 %8.1f ms",
        measurement.round(),
        measurement.load(),
        saccade.offeredRate(),
        saccade.latencyMillis().p50(),
        saccade.latencyMillis().p99(),
        measurement.figures().passThrough().latencyMillis().p99());
  }

  @Override
  public void end(LatencyResults results) {
    line("");
    line("Milliseconds from when an event is due until its prediction is there for a consumer of");
    line("committed records; medians of %d rounds of %d s.", plan.rounds(), seconds());
    line("");
    line(LOADS, "", "events/s", "events/s", "", "", "", "", "", "broker", "broker", "sent late");
    line(
        LOADS, "load", "due", "answered", "p50", "p90", "p99", "p99.9", "max", "p50", "p99", "p99");
    results.loads().forEach(this::load);
    line("");
    line("What the engine says of the same events, and the rest of their way:");
    line("");
    String rest = "the rest";
    line(
        PARTS,
        "",
        "engine",
        "engine",
        "queued",
        "decode",
        "waited",
        "inference",
        rest,
        rest,
        "over");
    line(PARTS, "load", "p50", "p99", "p99", "p99", "p99", "p99", "p50", "p99", "target");
    results.loads().forEach(this::parts);
    line("");
    notes(results);
    verdict(results);
  }

  private void load(AtLoad at) {
    LoadFigures saccade = at.figures().saccade();
    LoadFigures broker = at.figures().passThrough();
    line(
        LOADS,
        at.load() + " %",
        tenths(saccade.offeredRate()),
        tenths(saccade.achievedRate()),
        tenths(saccade.latencyMillis().p50()),
        tenths(saccade.latencyMillis().p90()),
        tenths(saccade.latencyMillis().p99()),
        tenths(saccade.latencyMillis().p999()),
        tenths(saccade.latencyMillis().max()),
        tenths(broker.latencyMillis().p50()),
        tenths(broker.latencyMillis().p99()),
        tenths(saccade.sendLatenessMillis().p99()));
  }

  private void parts(AtLoad at) {
    EngineFigures engine = at.figures().engine();
    Double violations = engine.violationRate();
    line(
        PARTS,
        at.load() + " %",
        tenths(engine.totalMillis().p50()),
        tenths(engine.totalMillis().p99()),
        tenths(engine.queuedMillis().p99()),
        tenths(engine.decodeMillis().p99()),
        tenths(engine.waitedMillis().p99()),
        tenths(engine.inferenceMillis().p99()),
        tenths(engine.outsideMillis().p50()),
        tenths(engine.outsideMillis().p99()),
        violations == null ? "-" : tenths(100 * violations) + " %");
  }

  private void notes(LatencyResults results) {
    String behind = names(results, at -> !isKeptUpWith(at));
    if (!behind.isEmpty()) {
      line(
          "At %s events come faster than they are answered: latency grows for as long as the run",
          behind);
      line("lasts, so that these figures say how long it was (%d s), not how fast.", seconds());
    }
    String beyond = names(results, at -> at.load() > 100 && isKeptUpWith(at));
    if (!beyond.isEmpty()) {
      line("%s was kept up with: the machine was slower when the capacity was found.", beyond);
    }
    long fewest =
        results.loads().stream()
            .mapToLong(at -> at.figures().saccade().events())
            .min()
            .orElseThrow();
    if (fewest < 1000) {
      line(
          "With %d events a round at the least, its p99.9 is the slowest of them; see --seconds.",
          fewest);
    }
  }

  private static boolean isKeptUpWith(AtLoad at) {
    LoadFigures saccade = at.figures().saccade();
    return saccade.achievedRate() >= KEPT_UP * saccade.offeredRate();
  }

  private static String names(LatencyResults results, Predicate<AtLoad> which) {
    return results.loads().stream()
        .filter(which)
        .map(at -> at.load() + " %")
        .collect(Collectors.joining(", "));
  }

  private void verdict(LatencyResults results) {
    Percentiles bare = results.bare();
    line("One image alone: p50 %.1f ms, p99 %.1f ms.", bare.p50(), bare.p99());
    results
        .verdict()
        .ifPresentOrElse(
            verdict -> {
              line(
                  "p99 at %d %%: %.1f ms. Twice one image alone and the broker: 2 x %.1f + %.1f = %.1f ms.",
                  Verdict.LOAD,
                  verdict.p99Millis(),
                  verdict.bareMillis(),
                  verdict.brokerP99Millis(),
                  verdict.allowedMillis());
              line(
                  "Ratio %.2f (%s 1); %.2f with one image's p99 in place of its p50.",
                  verdict.ratio(),
                  verdict.ratio() <= 1 ? "at most" : "over",
                  verdict.ratioToBareP99());
            },
            () -> line("No verdict: --loads has no %d.", Verdict.LOAD));
  }

  private long seconds() {
    return plan.window().toSeconds();
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Formats for tables are put together from columns.
  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    out.flush();
  }
}
