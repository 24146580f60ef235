package io.saccade.processor;

import io.saccade.processor.release.PatientReader;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.Watch;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.telemetry.Telemetry;
import io.saccade.processor.topology.DriftOutbox;
import io.saccade.processor.topology.DriftTopology;
import io.saccade.processor.topology.References;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.DriftReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches drift from the first version on that came with a reference: until then it costs nothing,
 * and asks for no topic. What keeps it from watching is logged, and nothing is served worse for it.
 * Thread-safe.
 */
final class DriftStart implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DriftStart.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final ProcessorSettings settings;
  private final String instance;
  private final Telemetry telemetry;
  private final DriftOutbox outbox;
  private final References references = new References();
  private @Nullable AvroWriter<DriftReport> reports;
  private @Nullable PatientReader<DriftAcceptance> acceptances;
  private @Nullable StreamsRun run;

  /**
   * Watches nothing yet.
   *
   * @param sources how many partitions images come from
   */
  DriftStart(ProcessorSettings settings, String instance, int sources, Telemetry telemetry) {
    this.telemetry = telemetry;
    this.settings = settings;
    this.instance = instance;
    this.outbox = new DriftOutbox(settings.driftTopics(), settings.drift(), sources);
  }

  /** What the processor calls itself. */
  String instance() {
    return instance;
  }

  /** What images add to windows; nothing is added before a version is watched. */
  DriftOutbox outbox() {
    return outbox;
  }

  /** Lets it watch from now on. */
  synchronized void enable(RegistryStart.DriftSerdes serdes) {
    reports = serdes.reports();
    acceptances = new PatientReader<>(serdes.acceptances());
  }

  /** Watches a version, if it came with a reference, before anything is routed to it. */
  synchronized void admitted(LoadedModel model) {
    Optional<Watch> watch = Watch.of(model.version(), model.bundle());
    if (watch.isPresent() && isRunning()) {
      references.add(watch.get());
      model.watch(watch.get());
      LOG.info("watching drift model={}", model.version());
    }
  }

  private boolean isRunning() {
    if (run != null || reports == null || acceptances == null) {
      return run != null;
    }
    try (Admin admin = Admin.create(StreamsProperties.admin(settings.streams()))) {
      MissingTopics.ofDrift(settings, admin).create();
      requireAsManyPartitions(admin);
      KafkaStreams streams = streams(reports, acceptances);
      telemetry.starts("drift", streams);
      StreamsRun started = new StreamsRun(streams, 1);
      started.start();
      run = started;
      outbox.open();
      return true;
    } catch (StartException | KafkaException e) {
      LOG.warn("drift is not watched reason=\"{}\"", e.getMessage());
    } catch (ExecutionException e) {
      LOG.warn("drift is not watched reason=\"{}\"", String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** One task has to read all that is said of a stream. */
  private void requireAsManyPartitions(Admin admin)
      throws ExecutionException, InterruptedException, StartException {
    String deltas = settings.driftTopics().deltas();
    String accepted = settings.driftTopics().acceptances();
    Map<String, TopicDescription> topics =
        admin.describeTopics(List.of(deltas, accepted)).allTopicNames().get();
    Set<Integer> counts = new TreeSet<>();
    topics.values().forEach(topic -> counts.add(topic.partitions().size()));
    if (counts.size() > 1) {
      throw new StartException(
          "the topics %s and %s must have as many partitions, but had %s"
              .formatted(deltas, accepted, counts));
    }
  }

  private KafkaStreams streams(
      AvroWriter<DriftReport> writer, PatientReader<DriftAcceptance> reader) {
    DriftTopology.Outside outside =
        new DriftTopology.Outside(
            writer, (value, place) -> read(reader, value, place), new DriftLog());
    return new KafkaStreams(
        DriftTopology.build(settings.driftTopics(), settings.drift(), references, outside),
        new StreamsConfig(StreamsProperties.drift(settings.streams(), instance)));
  }

  private static Optional<DriftAcceptance> read(
      PatientReader<DriftAcceptance> reader, byte[] value, String place) {
    try {
      Optional<DriftAcceptance> record = reader.read(value, place);
      if (record.isEmpty() && reader.isClosed()) {
        // Whoever returned now would have the record committed that nobody has read.
        throw new InterruptException("stopped before the schema registry answered");
      }
      return record;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public synchronized void close() {
    if (acceptances != null) {
      acceptances.close();
    }
    if (run != null) {
      run.stop(STOP);
      run = null;
    }
  }
}
