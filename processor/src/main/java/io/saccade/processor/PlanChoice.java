package io.saccade.processor;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LaneSettings;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.tuning.Machine;
import io.saccade.processor.tuning.Remembered;
import io.saccade.processor.tuning.Tuner;
import io.saccade.processor.tuning.TuningMemory;
import io.saccade.processor.tuning.TuningOrder;
import io.saccade.processor.tuning.TuningReport;
import io.saccade.processor.tuning.TuningSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how a version runs: as was measured here before, as is measured now, or as the device's
 * default has it; and over that whatever the operator fixed.
 */
final class PlanChoice {

  private static final Logger LOG = LoggerFactory.getLogger(PlanChoice.class);

  private final TuningSettings tuning;
  private final LaneSettings fixed;
  private final TuningOrder order;
  private final boolean deterministic;
  private final Tuner tuner;
  private final TuningMemory memory;

  /**
   * Prepares a choice.
   *
   * @param runtime what runs the models, with its version
   */
  PlanChoice(ProcessorSettings settings, Placement placement, Tuner tuner, String runtime) {
    this.tuning = settings.tuning();
    this.fixed = settings.lanes();
    this.deterministic = settings.deterministic();
    this.tuner = tuner;
    Machine machine = Machine.here(placement, runtime);
    this.memory = new TuningMemory(tuning.folder(), machine);
    this.order =
        new TuningOrder(placement, machine.cores(), tuning.latencyTarget(), settings.batchBytes());
  }

  /** What a bundle has to pass before it is measured. */
  @FunctionalInterface
  interface Proof {

    /**
     * Puts a bundle to the proof.
     *
     * @param plan how it is to run meanwhile
     */
    void require(Bundle bundle, LanePlan plan) throws BundleRefusedException;
  }

  /**
   * The plan for a bundle.
   *
   * @param proof what a bundle has to pass before it is measured: nobody ends a run that is
   *     measured, and a stranger's model may never end by itself
   * @param told is told what takes so long
   * @throws BundleRefusedException if the model cannot be loaded, or does not pass
   */
  LanePlan of(Bundle bundle, Proof proof, Consumer<String> told)
      throws BundleRefusedException, InterruptedException {
    Choice choice = choose(bundle, proof, told);
    LanePlan plan = decided(choice.plan());
    LOG.info("plan=\"{}\" {} fixed=\"{}\"", plan, choice.origin(), fixed);
    return plan;
  }

  /**
   * The plan for a bundle that is to serve beside others, or after them: the lanes stand. Nothing
   * is measured while others serve.
   *
   * @param engine the plan that the lanes were made by
   */
  LanePlan beside(Bundle bundle, LanePlan engine) {
    LanePlan plan =
        decided(
            tuning.mode() == TuningSettings.Mode.FIXED
                ? engine
                : memory
                    .recall(bundle, order)
                    .map(Remembered::plan)
                    .filter(known -> hasLanesOf(engine, known))
                    .map(known -> engine.withBuckets(known.buckets()))
                    .orElse(engine));
    LOG.info("plan=\"{}\" source=engine fixed=\"{}\"", plan, fixed);
    return plan;
  }

  private static boolean hasLanesOf(LanePlan engine, LanePlan known) {
    return known.lanes() == engine.lanes()
        && known.threads() == engine.threads()
        && known.decoders() == engine.decoders();
  }

  /** What the operator fixed goes over what was found. */
  private LanePlan decided(LanePlan plan) {
    LanePlan decided =
        fixed.over(plan, order.placement()::buckets).withLatencyTarget(tuning.latencyTarget());
    if (!deterministic) {
      return decided;
    }
    // Not the one that was found: that differs from machine to machine.
    int size =
        fixed.batchSize().orElse(order.placement().defaultPlan(order.cores()).buckets().largest());
    return decided.withBuckets(Buckets.only(size));
  }

  /**
   * A plan before anything is fixed of it.
   *
   * @param origin where it comes from, as keys and values
   */
  private record Choice(LanePlan plan, String origin) {}

  private Choice choose(Bundle bundle, Proof proof, Consumer<String> told)
      throws BundleRefusedException, InterruptedException {
    if (tuning.mode() == TuningSettings.Mode.FIXED || fixed.isComplete()) {
      return new Choice(order.placement().defaultPlan(order.cores()), "source=default");
    }
    Optional<Remembered> remembered = memory.recall(bundle, order);
    return remembered.isPresent()
        ? new Choice(
            remembered.get().plan(),
            String.format(
                Locale.ROOT,
                "source=remembered measured=%s images_per_second=%.1f file=%s",
                remembered.get().measured(),
                remembered.get().rate(),
                memory.file(bundle, order)))
        : measure(bundle, proof, told);
  }

  private Choice measure(Bundle bundle, Proof proof, Consumer<String> told)
      throws BundleRefusedException, InterruptedException {
    // Where a core alone takes too long for an image, all of them may not.
    int threads = order.placement().onCpu() ? order.cores() : 1;
    proof.require(bundle, new LanePlan(1, threads, 0, Buckets.only(1), Duration.ZERO));
    told.accept(
        "measuring for up to %d s how %s runs best here"
            .formatted(Math.max(1, tuning.budget().toSeconds()), bundle.manifest().name()));
    TuningReport report = tuner.tune(bundle, order, tuning.budget());
    // What was disturbed may come to something better at the next start.
    boolean kept =
        report.isMeasured()
            && !report.disturbed()
            && memory.keep(bundle, order, report, Instant.now());
    return new Choice(
        report.plan(),
        String.format(
            Locale.ROOT,
            "source=measured why=\"%s\" images_per_second=%.1f points=%d took_ms=%d file=%s",
            report.why(),
            report.chosenLine().rate(),
            report.lines().size(),
            report.took().toMillis(),
            kept ? memory.file(bundle, order) : "none"));
  }
}
