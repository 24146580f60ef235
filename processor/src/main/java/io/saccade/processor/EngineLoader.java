package io.saccade.processor;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.processor.bundles.BundleStore;
import io.saccade.processor.onnx.OnnxDevices;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.release.NamedVersion;
import io.saccade.processor.release.VersionLoader;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelGate;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.serving.RowProof;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.trial.Trial;
import io.saccade.processor.trial.TrialSite;
import io.saccade.processor.tuning.Tuner;
import io.saccade.schemas.avro.VersionState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the versions of one engine. The first decides where models run and in how many lanes; those
 * that come later are loaded for the same lanes. All but {@link #placement} and {@link #giveWayTo}
 * for one thread.
 */
final class EngineLoader implements VersionLoader {

  private static final Logger LOG = LoggerFactory.getLogger(EngineLoader.class);

  private final Order order;
  private final BundleStore store;
  private final String model;
  private final VersionRoom room;
  private @Nullable Bundle known;
  private volatile @Nullable Bench bench;
  private volatile boolean serving;
  private @Nullable LanePlan engine;
  private volatile DoubleSupplier busy = () -> 0;
  private boolean lowered;

  /**
   * What to load for.
   *
   * @param memory what decoded images may take
   * @param told is told what takes longer than a moment
   */
  record Order(
      ProcessorSettings settings,
      MemoryPlan memory,
      NativeHandles handles,
      Consumer<String> told,
      Listener listener) {}

  /** Is told of what was loaded. */
  @FunctionalInterface
  interface Listener {

    /** A version has passed its gate, and nothing is routed to it yet. */
    void admitted(LoadedModel version);

    /** A version is ready, after so long. */
    default void loaded(Duration took) {}
  }

  /** What needs to know where models run. */
  private record Bench(Placement placement, PlanChoice plans, Trial trial, ModelGate gate) {

    /**
     * How a version is tried before it has been measured, and because of that: by default, but with
     * all cores, since a core alone may take too long.
     */
    LanePlan firstPlan() {
      int cores = Runtime.getRuntime().availableProcessors();
      LanePlan plan = placement.defaultPlan(cores);
      int threads = placement.onCpu() ? cores : plan.threads();
      return new LanePlan(
          plan.lanes(), threads, plan.decoders(), plan.buckets(), plan.latencyTarget());
    }

    /** Lets a version in and out again. */
    void require(Bundle bundle, LanePlan plan) throws BundleRefusedException {
      gate.admit(bundle, plan, 1).model().close();
    }
  }

  /** What comes before a model is touched in this process. */
  @FunctionalInterface
  private interface Before {
    void require(LanePlan plan, Bench on) throws BundleRefusedException, InterruptedException;
  }

  /**
   * A loader.
   *
   * @param model the name that bundles must bear
   * @param known a bundle that was read already, where there is one
   * @param room for the batches of all that are open
   */
  EngineLoader(
      Order order, BundleStore store, String model, Optional<Bundle> known, VersionRoom room) {
    this.order = order;
    this.store = store;
    this.model = model;
    this.known = known.orElse(null);
    this.room = room;
  }

  @Override
  public LoadedModel load(NamedVersion version, Consumer<VersionState> steps)
      throws BundleRefusedException, InterruptedException {
    long began = System.nanoTime();
    yieldToLanes();
    Bundle bundle = bundle(version);
    requireModel(bundle);
    Before trial =
        isOwn(version) ? (plan, on) -> {} : (plan, on) -> on.trial().require(bundle, plan);
    LoadedModel loaded = admit(bundle, steps, trial);
    order.listener().loaded(Duration.ofNanos(System.nanoTime() - began));
    return loaded;
  }

  /**
   * What the operator of this very process names is loaded without a trial: nothing serves yet, and
   * there is nothing to fall back on.
   */
  private boolean isOwn(NamedVersion version) {
    return !serving
        && order
            .settings()
            .bundle()
            .map(path -> path.toAbsolutePath().normalize().toString())
            .filter(version.uri()::equals)
            .isPresent();
  }

  /**
   * Puts a bundle that was read already through the gate.
   *
   * @param steps is told of {@code VERIFYING} and {@code WARMING} as they begin
   * @return the version, which the caller closes
   * @throws BundleRefusedException if it is refused; nothing is left open
   */
  LoadedModel admit(Bundle bundle, Consumer<VersionState> steps)
      throws BundleRefusedException, InterruptedException {
    return admit(bundle, steps, (plan, on) -> {});
  }

  private LoadedModel admit(Bundle bundle, Consumer<VersionState> steps, Before before)
      throws BundleRefusedException, InterruptedException {
    steps.accept(VersionState.VERIFYING);
    Bench on = bench(bundle);
    LanePlan stands = engine;
    LanePlan plan;
    if (stands == null) {
      before.require(OnnxRuntime.accepted(bundle, on.firstPlan()), on);
      plan = on.plans().of(bundle, on::require, order.told());
      room.require(bundle, OnnxRuntime.accepted(bundle, plan));
    } else {
      plan = on.plans().beside(bundle, stands);
      room.require(bundle, OnnxRuntime.accepted(bundle, plan));
      before.require(OnnxRuntime.accepted(bundle, plan), on);
    }
    LoadedModel loaded =
        on.gate()
            .admit(
                bundle,
                plan,
                plan.batchesInUse(),
                new GivingWay(busy, () -> steps.accept(VersionState.WARMING)))
            .model();
    if (order.settings().deterministic()) {
      requireDeterminism(loaded);
    }
    room.taken(loaded);
    if (stands == null) {
      engine = plan;
    }
    order.listener().admitted(loaded);
    return loaded;
  }

  /** Batches of one size are not enough where a graph mixes its rows. */
  private static void requireDeterminism(LoadedModel loaded) throws BundleRefusedException {
    boolean proven = false;
    try {
      RowProof.require(loaded);
      proven = true;
    } finally {
      if (!proven) {
        loaded.close();
      }
    }
  }

  /** Versions serve from now on: loads come after them. */
  void serving() {
    serving = true;
  }

  /**
   * Records are looked ahead from now on, and go first.
   *
   * @param busy the share of lanes that are busy
   */
  void giveWayTo(DoubleSupplier busy) {
    this.busy = busy;
  }

  /**
   * Where models run, and why there.
   *
   * @throws IllegalStateException before the first is loaded
   */
  Placement placement() {
    Bench on = bench;
    if (on == null) {
      throw new IllegalStateException("nothing was loaded yet");
    }
    return on.placement();
  }

  /**
   * A session whose lanes have threads of its own makes them while it is loaded: they would inherit
   * what only loading is to have. On a GPU nothing competes.
   */
  private void yieldToLanes() throws InterruptedException {
    LanePlan plan = engine;
    if (serving && !lowered && plan != null) {
      lowered = true;
      if (plan.threads() == 1 && placement().onCpu()) {
        LoaderPriority.lower();
      }
    }
  }

  private Bundle bundle(NamedVersion version) throws BundleRefusedException, InterruptedException {
    Bundle ready = known;
    known = null;
    return ready != null && ready.sha256().equals(version.sha256())
        ? ready
        : store.fetch(
            version.uri(), Optional.of(version.sha256()).filter(sha256 -> !sha256.isEmpty()));
  }

  private void requireModel(Bundle bundle) throws BundleRefusedException {
    String name = bundle.manifest().name();
    if (!name.equals(model)) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT,
          "the bundle is of the model %s, but releases of %s are followed".formatted(name, model));
    }
  }

  private Bench bench(Bundle bundle) throws BundleRefusedException {
    Bench stands = bench;
    if (stands != null) {
      return stands;
    }
    ProcessorSettings settings = order.settings();
    Placement placement = OnnxDevices.place(settings.device(), bundle);
    LOG.info("placed device=\"{}\" reason=\"{}\"", placement, placement.reason());
    OnnxRuntime runtime = new OnnxRuntime(order.handles(), placement, settings.gpu());
    DecodeBudget budget = new DecodeBudget(order.memory().decodeBytes());
    Duration longestRun = settings.lookAhead().deadline().dividedBy(2);
    Tuner tuner = new Tuner(runtime, budget, order.handles());
    Bench made =
        new Bench(
            placement,
            new PlanChoice(settings, placement, tuner, runtime.version()),
            new Trial(
                settings.bundles().trial(),
                new TrialSite(placement, settings.gpu(), longestRun, settings.gateLimits())),
            new ModelGate(
                runtime,
                new ImageGate(settings.gateLimits()),
                budget,
                order.handles(),
                longestRun));
    bench = made;
    return made;
  }
}
