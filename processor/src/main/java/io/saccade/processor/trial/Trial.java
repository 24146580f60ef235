package io.saccade.processor.trial;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.Manifest;
import io.saccade.processor.serving.HostMemory;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.TrialRuns;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries versions, each in a process of its own that loads and runs it as this one would. What is in
 * a model is found out by the gate only as far as shapes and constants tell; what ends a process,
 * takes all of its memory or never returns is found out here, by what happens. What has passed is
 * remembered, and not tried again. For one thread.
 */
public final class Trial {

  private static final Logger LOG = LoggerFactory.getLogger(Trial.class);

  /** Bundles that are remembered; who swaps among more of them can wait for a second. */
  private static final int REMEMBERED = 64;

  /** Of a bundle the process holds its bytes, and what is parsed of them. */
  private static final int COPIES = 3;

  private static final long HEAP = 96L << 20;

  /** The machine is to have something left while the limit is reached. */
  private static final int EIGHTHS = 7;

  private final TrialSettings settings;
  private final TrialSite site;
  private final GoldenTensors golden;
  private final Set<Tried> passed = new LinkedHashSet<>();

  /** All that the process is told: versions that differ in their names alone are one to it. */
  private record Tried(Manifest manifest, LanePlan plan) {

    static Tried of(Manifest of, LanePlan plan) {
      return new Tried(
          new Manifest(
              "any",
              "any",
              of.family(),
              of.input(),
              of.output(),
              of.features(),
              of.golden(),
              of.files()),
          plan);
    }
  }

  /** Trials of versions that are to run in one place. */
  public Trial(TrialSettings settings, TrialSite site) {
    this.settings = settings;
    this.site = site;
    this.golden = new GoldenTensors(site.images());
  }

  /**
   * Tries a version, unless it has passed before or trials are switched off.
   *
   * @param plan how it is to run
   * @throws BundleRefusedException {@code MODEL_FORMAT} if it ends its process, {@code
   *     MODEL_MEMORY} if it takes more memory than there is in as many lanes, {@code MODEL_LATENCY}
   *     if it does not end, or what the gate refuses it with
   * @throws InterruptedException if it is wanted no more
   */
  public void require(Bundle bundle, LanePlan plan)
      throws BundleRefusedException, InterruptedException {
    Tried tried = Tried.of(bundle.manifest(), plan);
    if (!settings.enabled() || passed.contains(tried)) {
      return;
    }
    Bounds bounds =
        new Bounds(settings.deadline(), TrialRuns.most(site.longestRun()), most(), plan.lanes());
    Ending ending = run(TrialOrder.of(site, plan, bundle, golden.of(bundle)), bounds);
    if (ending instanceof Ending.Refused refused && isOfTwoAtATime(refused.code())) {
      LOG.info("a trial beside others on a GPU proves nothing code={}", refused.code());
      return;
    }
    ending.require(bounds);
    if (passed.size() == REMEMBERED) {
      passed.remove(passed.iterator().next());
    }
    passed.add(tried);
  }

  private Ending run(TrialOrder order, Bounds bounds)
      throws BundleRefusedException, InterruptedException {
    long started = System.nanoTime();
    long heap = HEAP + COPIES * order.bytes();
    try (TrialProcess process = TrialProcess.start(order, heap, bounds.most())) {
      Ending ending = process.await(bounds);
      LOG.info(
          "tried version={} ending=\"{}\" took_ms={} most_bytes={}",
          order.bundle().manifest().version(),
          ending,
          (System.nanoTime() - started) / 1_000_000,
          process.largest());
      return ending;
    } catch (IOException e) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT,
          ("a process to try the model in cannot be started: %s; see what is wrong with this"
                  + " machine, or set bundle.trial=false to serve what was not tried")
              .formatted(e.getMessage()),
          e);
    }
  }

  private OptionalLong most() {
    if (settings.memory().isPresent()) {
      return settings.memory();
    }
    OptionalLong left = HostMemory.here().left();
    return left.isPresent() ? OptionalLong.of(left.getAsLong() / 8 * EIGHTHS) : left;
  }

  /** On a GPU two processes share what is meant for one, so a lack of it proves nothing. */
  private boolean isOfTwoAtATime(RefusalCode code) {
    return !site.placement().onCpu()
        && (code == RefusalCode.MODEL_MEMORY || code == RefusalCode.MODEL_DEVICE);
  }
}
