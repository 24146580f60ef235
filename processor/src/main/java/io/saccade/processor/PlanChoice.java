package io.saccade.processor;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
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
    this.tuner = tuner;
    Machine machine = Machine.here(placement, runtime);
    this.memory = new TuningMemory(tuning.folder(), machine);
    this.order =
        new TuningOrder(placement, machine.cores(), tuning.latencyTarget(), settings.batchBytes());
  }

  /**
   * The plan for a bundle.
   *
   * @param told is told what takes so long
   * @throws BundleRefusedException if the model cannot be loaded
   */
  LanePlan of(Bundle bundle, Consumer<String> told)
      throws BundleRefusedException, InterruptedException {
    Placement placement = order.placement();
    return fixed
        .over(unfixed(bundle, told), placement::buckets)
        .withLatencyTarget(tuning.latencyTarget());
  }

  private LanePlan unfixed(Bundle bundle, Consumer<String> told)
      throws BundleRefusedException, InterruptedException {
    LanePlan standard = order.placement().defaultPlan(order.cores());
    if (tuning.mode() == TuningSettings.Mode.FIXED || fixed.isComplete()) {
      LOG.info("plan=\"{}\" source=default fixed=\"{}\"", standard, fixed);
      return standard;
    }
    Optional<Remembered> remembered = memory.recall(bundle, order);
    if (remembered.isPresent()) {
      LOG.info(
          "plan=\"{}\" source=remembered measured={} images_per_second={} fixed=\"{}\" file={}",
          remembered.get().plan(),
          remembered.get().measured(),
          rounded(remembered.get().rate()),
          fixed,
          memory.file(bundle, order));
      return remembered.get().plan();
    }
    return measured(bundle, told);
  }

  private LanePlan measured(Bundle bundle, Consumer<String> told)
      throws BundleRefusedException, InterruptedException {
    told.accept(
        "measuring for up to %d s how %s runs best here; remembered afterwards"
            .formatted(Math.max(1, tuning.budget().toSeconds()), bundle.manifest().name()));
    TuningReport report = tuner.tune(bundle, order, tuning.budget());
    // What was disturbed may come to something better at the next start.
    boolean kept =
        report.isMeasured()
            && !report.disturbed()
            && memory.keep(bundle, order, report, Instant.now());
    LOG.info(
        "plan=\"{}\" source=measured why=\"{}\" images_per_second={} points={} took_ms={} fixed=\"{}\" file={}",
        report.plan(),
        report.why(),
        rounded(report.chosenLine().rate()),
        report.lines().size(),
        report.took().toMillis(),
        fixed,
        kept ? memory.file(bundle, order) : "none");
    return report.plan();
  }

  private static String rounded(double rate) {
    return String.format(Locale.ROOT, "%.1f", rate);
  }
}
