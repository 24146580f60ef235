package io.saccade.processor;

import io.saccade.processor.accuracy.ModelClasses;
import io.saccade.processor.labels.ClassesSender;
import io.saccade.processor.labels.LabelTopology;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelVersion;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.telemetry.Telemetry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins labels with predictions, where that is asked for. What keeps it from that is logged, and
 * nothing is served worse for it. Thread-safe.
 */
final class LabelStart implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LabelStart.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final ProcessorSettings settings;
  private final String instance;
  private final Telemetry telemetry;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private LabelTopology.@Nullable Formats formats;
  private @Nullable StreamsRun run;

  /** Joins nothing yet. */
  LabelStart(ProcessorSettings settings, String instance, Telemetry telemetry) {
    this.telemetry = telemetry;
    this.settings = settings;
    this.instance = instance;
  }

  /** Lets it join from the first version on. */
  synchronized void joinWith(LabelTopology.Formats with) {
    formats = with;
  }

  /** Says what a version calls its classes, before anything is routed to it. */
  synchronized void admitted(LoadedModel model) {
    if (formats == null) {
      return;
    }
    ModelVersion version = model.version();
    try (ClassesSender sender =
        ClassesSender.open(
            StreamsProperties.writing(settings.streams()), settings.labels().topics().joins())) {
      sender.send(
          version.sha256(),
          new ModelClasses(version.name(), version.version(), model.bundle().labels()));
      start(formats);
    } catch (KafkaException e) {
      LOG.warn(
          "labels of a version may not be understood model={} reason=\"{}\"",
          version,
          e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(LabelTopology.Formats with) {
    if (run == null) {
      KafkaStreams streams =
          new KafkaStreams(
              LabelTopology.build(
                  new LabelTopology.Answers(
                      settings.topics().predictions(), settings.drift().keys()),
                  settings.labels(),
                  with,
                  new LabelLog(),
                  stopped),
              new StreamsConfig(StreamsProperties.labels(settings.streams(), instance)));
      telemetry.starts("labels", streams);
      StreamsRun started = new StreamsRun(streams, 1);
      started.start();
      run = started;
      LOG.info("joining labels topic={}", settings.labels().topics().labels());
    }
  }

  @Override
  public synchronized void close() {
    stopped.countDown();
    if (run != null) {
      run.stop(STOP);
      run = null;
    }
  }
}
