package io.saccade.processor;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.processor.http.ProcessorHttp;
import io.saccade.processor.lookahead.LookAhead;
import io.saccade.processor.release.ReleaseStatus;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelVersion;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.telemetry.Telemetry;
import io.saccade.processor.topology.SaccadeTopology;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.SerdeFactory;
import java.net.URI;
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
  private final Watching watching;
  private final Opened opened;
  private final StreamsRun run;
  private final LookAhead lookAhead;
  private final ReleaseStart.Following following;

  private final Optional<ProcessorHttp> http;

  private SaccadeProcessor(NativeHandles handles, Outside outside, Started started) {
    this.handles = handles;
    this.watching = outside.watching();
    this.opened = outside.opened();
    this.http = outside.http();
    this.run = started.run();
    this.lookAhead = started.lookAhead();
    this.following = started.following();
  }

  private record Started(StreamsRun run, LookAhead lookAhead, ReleaseStart.Following following) {}

  /** What others see of it, and what it has to close. */
  private record Outside(Watching watching, Optional<ProcessorHttp> http, Opened opened) {}

  /** What is done with predictions, beside making them; and what all of it writes with. */
  private record Beside(
      SerdeFactory serdes, DriftStart drift, LabelStart labels, Watching watching) {}

  /**
   * Checks brokers and registry, brings the first version to serve, then starts. Returns when the
   * stream threads run; partitions come a moment later, see {@link #awaitRunning}. A registry that
   * does not answer is waited for, and so is a release where there is nothing else to serve.
   *
   * @throws StartException if something is missing; the message says what to do
   * @throws BundleRefusedException if {@code model.bundle} does not pass its gate, and nothing was
   *     released
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
    Opened opened = new Opened();
    Watching watching = new Watching(settings, handles);
    boolean complete = false;
    try {
      opened.add(watching);
      SerdeFactory serdes = opened.add(serdes(settings));
      Optional<ProcessorHttp> http = HttpStart.listen(settings, serdes, watching, opened);
      ImagesTopic images = new Preflight(settings).check();
      MemoryPlan memory =
          MemoryPlan.of(
              settings.memoryBudget(),
              settings.fetchedBytes(),
              settings.streams().threads(),
              Runtime.getRuntime().availableProcessors(),
              images);
      MemoryCheck check = new MemoryCheck(memory, Runtime.getRuntime().maxMemory());
      check.require(images);
      Telemetry telemetry = watching.telemetry();
      DriftStart drift =
          new DriftStart(settings, watching.instance(), images.partitions(), telemetry);
      LabelStart labels = new LabelStart(settings, drift.instance(), telemetry);
      EngineLoader.Order order =
          new EngineLoader.Order(
              settings, memory, handles, told, new Admissions(drift, labels, telemetry));
      Beside beside = new Beside(serdes, drift, labels, watching);
      Started started = start(order, check, beside, opened);
      watching.health().started(started.run());
      complete = true;
      return new SaccadeProcessor(handles, new Outside(watching, http, opened), started);
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

  /**
   * The version that serves; a moment after it is called it may be another.
   *
   * @throws IllegalStateException once this is closed
   */
  public ModelVersion version() {
    return following.slot().routes().primary().version();
  }

  /** What is done about releases now. */
  public ReleaseStatus releases() {
    return following.controller().status().orElseThrow();
  }

  /** Where the model runs, and why there. */
  public Placement placement() {
    return following.loader().placement();
  }

  /** Where its HTTP can be reached from the same machine; empty where no port is set. */
  public Optional<URI> address() {
    return http.map(ProcessorHttp::address);
  }

  /** What was done so far. */
  public ProcessorStats stats() {
    return new ProcessorStats(
        watching.outcomes().predictions(),
        watching.outcomes().failures(),
        lookAhead.stats(),
        placement(),
        handles.open(),
        handles.open(NativeHandles.Kind.SESSION));
  }

  @Override
  public void close() {
    watching.health().stopping();
    opened.close();
    LOG.info("stopped open_native_handles={}", handles.open());
  }

  private static Started start(
      EngineLoader.Order order, MemoryCheck check, Beside beside, Opened opened)
      throws StartException, BundleRefusedException, InterruptedException {
    ProcessorSettings settings = order.settings();
    DriftStart drift = beside.drift();
    StateDirectory.prepare(settings.streams().stateDirectory());
    RegistryStart.Serdes serdes = RegistryStart.register(beside.serdes(), settings);
    beside.watching().canRead(beside.serdes());
    serdes.drift().ifPresent(drift::enable);
    opened.add(drift);
    serdes.labels().ifPresent(beside.labels()::joinWith);
    opened.add(beside.labels());
    ReleaseStart.Following following =
        new ReleaseStart(order, opened, drift.instance(), beside.watching().telemetry().releases())
            .run(check, serdes.releases());
    LoadedModel model = following.slot().routes().primary();
    check.report(model);
    beside.watching().placed(following.loader().placement());
    LookAhead lookAhead =
        opened.add(
            new LookAhead(
                settings.lookAhead(),
                following.slot(),
                new LookAhead.Serdes(serdes.events(), serdes.predictions()),
                opened.add(SourceStart.images(settings, beside.watching().telemetry().fetches())),
                new LookAhead.Listeners(
                    following.firsts(), beside.watching().telemetry().engine())));
    following.loader().giveWayTo(lookAhead::busyShare);
    beside.watching().telemetry().started(lookAhead::stats);
    StreamsRun run = streams(order, lookAhead, drift, beside.watching());
    opened.add(() -> run.stop(STOP));
    run.start();
    LOG.info("started model={} instance={}", model.version(), drift.instance());
    return new Started(run, lookAhead, following);
  }

  private static StreamsRun streams(
      EngineLoader.Order order, LookAhead lookAhead, DriftStart drift, Watching watching)
      throws StartException {
    ProcessorSettings settings = order.settings();
    MemoryPlan memory = order.memory();
    try {
      Topology topology =
          SaccadeTopology.build(
              settings.topics(),
              lookAhead,
              drift.outbox(),
              settings.streams().maxOutputBytes(),
              new SaccadeTopology.Told(watching.outcomes(), watching.traces()));
      StreamsConfig config =
          new StreamsConfig(
              StreamsProperties.streams(settings.streams(), memory, lookAhead, drift.instance()));
      // Kafka Streams makes the consumers of its own protocol itself; the producers are ours.
      KafkaStreams streams =
          new KafkaStreams(
              topology, config, new StreamsClients(memory.pollBytes(), drift.outbox()));
      watching.telemetry().starts("images", streams);
      return new StreamsRun(streams, settings.streams().threads());
    } catch (KafkaException e) {
      throw new StartException("a kafka.* setting is wrong: " + e.getMessage(), e);
    }
  }

  private static SerdeFactory serdes(ProcessorSettings settings) throws StartException {
    try {
      return SerdeFactory.create(settings.registry());
    } catch (RegistryConfigurationException e) {
      throw new StartException("the registry's settings are wrong: " + e.getMessage(), e);
    }
  }
}
