package io.saccade.processor;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.processor.lookahead.LookAhead;
import io.saccade.processor.onnx.OnnxDevices;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelGate;
import io.saccade.processor.serving.ModelSlot;
import io.saccade.processor.serving.ModelVersion;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.serving.Routes;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.topology.SaccadeTopology;
import io.saccade.processor.tuning.Tuner;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.SerdeFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One processor: reads image events, classifies them, writes predictions and failures. {@link
 * #start} makes it; {@link #close} leaves the group, so that its partitions go on elsewhere at
 * once, and then frees all native memory.
 */
public final class SaccadeProcessor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SaccadeProcessor.class);
  private static final Duration STOP = Duration.ofSeconds(15);

  private final NativeHandles handles;
  private final OutcomeCounter outcomes;
  private final Opened opened;
  private final StreamsRun run;
  private final LookAhead lookAhead;
  private final ModelVersion version;
  private final Placement placement;

  private SaccadeProcessor(
      NativeHandles handles, OutcomeCounter outcomes, Opened opened, Started started) {
    this.handles = handles;
    this.outcomes = outcomes;
    this.opened = opened;
    this.run = started.run();
    this.lookAhead = started.lookAhead();
    this.version = started.version();
    this.placement = started.placement();
  }

  private record Order(ProcessorSettings settings, Consumer<String> told) {}

  private record Started(
      StreamsRun run, LookAhead lookAhead, ModelVersion version, Placement placement) {}

  private record Admitted(LoadedModel model, Placement placement) {}

  /**
   * Checks brokers, bundle and registry, then starts. Returns when the stream threads run;
   * partitions come a moment later, see {@link #awaitRunning}. A registry that does not answer is
   * waited for.
   *
   * @throws StartException if something is missing; the message says what to do
   * @throws BundleRefusedException if the bundle does not pass its gate
   */
  public static SaccadeProcessor start(ProcessorSettings settings)
      throws StartException, BundleRefusedException, InterruptedException {
    return start(settings, what -> {});
  }

  /**
   * As {@link #start(ProcessorSettings)}, for a person who waits.
   *
   * @param told is told what takes longer than a moment
   */
  public static SaccadeProcessor start(ProcessorSettings settings, Consumer<String> told)
      throws StartException, BundleRefusedException, InterruptedException {
    NativeHandles handles = new NativeHandles();
    OutcomeCounter outcomes = new OutcomeCounter();
    Opened opened = new Opened();
    boolean complete = false;
    try {
      Started started = start(new Order(settings, told), handles, outcomes, opened);
      complete = true;
      return new SaccadeProcessor(handles, outcomes, opened, started);
    } finally {
      if (!complete) {
        opened.close();
      }
    }
  }

  /** Waits until partitions are assigned. */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return run.awaitRunning(timeout);
  }

  /**
   * Waits until the processor has stopped, by {@link #close} or by a fault.
   *
   * @return the fault, if there was one
   */
  public Optional<Throwable> awaitStopped() throws InterruptedException {
    run.awaitStopped();
    return Optional.ofNullable(run.failure());
  }

  /** The version that serves. */
  public ModelVersion version() {
    return version;
  }

  /** Where the model runs, and why there. */
  public Placement placement() {
    return placement;
  }

  /** What was done so far. */
  public ProcessorStats stats() {
    return new ProcessorStats(
        outcomes.predictions(), outcomes.failures(), lookAhead.stats(), placement, handles.open());
  }

  @Override
  public void close() {
    opened.close();
    LOG.info("stopped open_native_handles={}", handles.open());
  }

  private static Started start(
      Order order, NativeHandles handles, OutcomeCounter outcomes, Opened opened)
      throws StartException, BundleRefusedException, InterruptedException {
    ProcessorSettings settings = order.settings();
    ImagesTopic images = new Preflight(settings).check();
    MemoryPlan memory =
        MemoryPlan.of(
            settings.memoryBudget(),
            settings.streams().threads(),
            Runtime.getRuntime().availableProcessors(),
            images);
    MemoryCheck check = new MemoryCheck(memory, Runtime.getRuntime().maxMemory());
    check.require(images);
    Admitted admitted = admit(order, memory, handles);
    LoadedModel model = opened.add(admitted.model());
    ModelSlot slot = opened.add(new ModelSlot(Routes.only(model)));
    check.report(model);
    RegistryStart.Serdes serdes = RegistryStart.register(opened.add(serdes(settings)), settings);
    LookAhead lookAhead =
        opened.add(
            new LookAhead(
                settings.lookAhead(),
                slot,
                serdes.events(),
                serdes.predictions(),
                (release, at) -> LOG.info("serves release={} from={}", release, at)));
    StateDirectory.prepare(settings.streams().stateDirectory());
    StreamsRun run = streams(settings, memory, lookAhead, outcomes);
    opened.add(() -> run.stop(STOP));
    run.start();
    LOG.info("started model={} partitions={}", model.version(), images.partitions());
    return new Started(run, lookAhead, model.version(), admitted.placement());
  }

  private static StreamsRun streams(
      ProcessorSettings settings, MemoryPlan memory, LookAhead lookAhead, OutcomeCounter outcomes)
      throws StartException {
    try {
      Topology topology =
          SaccadeTopology.build(
              settings.topics(), lookAhead, settings.streams().maxOutputBytes(), outcomes);
      StreamsConfig config =
          new StreamsConfig(StreamsProperties.streams(settings.streams(), memory, lookAhead));
      // Kafka Streams makes the consumers of its own protocol itself.
      KafkaStreams streams =
          settings.streams().groupProtocol().equals("classic")
              ? new KafkaStreams(topology, config, new StreamsClients(memory.pollBytes()))
              : new KafkaStreams(topology, config);
      return new StreamsRun(streams, settings.streams().threads());
    } catch (KafkaException e) {
      throw new StartException("a kafka.* setting is wrong: " + e.getMessage(), e);
    }
  }

  private static Admitted admit(Order order, MemoryPlan memory, NativeHandles handles)
      throws BundleRefusedException, InterruptedException {
    ProcessorSettings settings = order.settings();
    Bundle bundle = Bundle.read(settings.bundle());
    Placement placement = OnnxDevices.place(settings.device(), bundle);
    LOG.info("placed device=\"{}\" reason=\"{}\"", placement, placement.reason());
    OnnxRuntime runtime = new OnnxRuntime(handles, placement, settings.gpu());
    DecodeBudget budget = new DecodeBudget(memory.decodeBytes());
    LanePlan plan =
        new PlanChoice(settings, placement, new Tuner(runtime, budget, handles), runtime.version())
            .of(bundle, order.told());
    ModelGate gate =
        new ModelGate(
            runtime,
            new ImageGate(settings.imageLimits()),
            budget,
            handles,
            settings.lookAhead().deadline().dividedBy(2));
    return new Admitted(gate.admit(bundle, plan, plan.batchesInUse()).model(), placement);
  }

  private static SerdeFactory serdes(ProcessorSettings settings) throws StartException {
    try {
      return SerdeFactory.create(settings.registry());
    } catch (RegistryConfigurationException e) {
      throw new StartException("the registry's settings are wrong: " + e.getMessage(), e);
    }
  }
}
