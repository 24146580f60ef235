package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.kafka.Topics;
import io.saccade.cli.kafka.Topics.Topic;
import io.saccade.cli.publish.EventSource;
import io.saccade.cli.publish.PublishReport;
import io.saccade.cli.publish.Publisher;
import io.saccade.cli.publish.StreamKeys;
import io.saccade.cli.sandbox.Sandbox;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.ProcessorStats;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.StartException;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.SettingsException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of the demo: broker, registry and processor in this process, on free ports. */
final class Demo {

  private static final int CAMERAS = 12;

  private final Path scratch;
  private final ServedModel model;
  private final Consumer<String> told;

  /**
   * Prepares a run.
   *
   * @param scratch a folder for all that is kept while it runs
   * @param told is told what happens
   */
  Demo(Path scratch, ServedModel model, Consumer<String> told) {
    this.scratch = scratch;
    this.model = model;
    this.told = told;
  }

  /** What came out, and how long it took. */
  private record Harvest(PublishReport published, Outcomes outcomes, long correct, Duration took) {}

  /** Publishes the events, waits until all have come out, and stops everything. */
  DemoReport run(EventSource events, StopSignal stop)
      throws IOException,
          CommandFailedException,
          SchemaException,
          SettingsException,
          StartException,
          BundleRefusedException,
          InterruptedException {
    told.accept("starting a Kafka broker and a schema registry ...");
    try (Sandbox sandbox = Sandbox.start(0, 0, scratch.resolve("sandbox"))) {
      told.accept("starting the processor ...");
      SaccadeProcessor processor = SaccadeProcessor.start(settings(sandbox));
      String version = processor.version().toString();
      Harvest harvest;
      try (processor;
          SerdeFactory serdes =
              SerdeFactory.create(Map.of("schema.registry.url", sandbox.registry()))) {
        told.accept("classifying %,d images ...".formatted(events.count()));
        harvest = drive(sandbox, serdes, events, stop);
      }
      // Handles are counted now that the processor is closed.
      return report(version, processor.stats(), events, harvest);
    }
  }

  private ProcessorSettings settings(Sandbox sandbox) throws SettingsException {
    return ProcessorSettings.load(
        null,
        Map.of(),
        Map.of(
            "bootstrap", sandbox.bootstrap(),
            "registry.url", sandbox.registry(),
            "model.bundle", model.bundle().toString(),
            "topics.create", "true",
            "memory.budget", "256MiB",
            // The model is done in no time, and the demo is to be, too.
            "tuning", "fixed",
            "state.dir", scratch.resolve("state").toString()));
  }

  private static Harvest drive(
      Sandbox sandbox, SerdeFactory serdes, EventSource events, StopSignal stop)
      throws CommandFailedException, SchemaException, InterruptedException {
    Map<String, Object> clients = Map.of("bootstrap.servers", sandbox.bootstrap());
    LongAdder correct = new LongAdder();
    long startedAt = System.nanoTime();
    PublishReport published = publish(clients, serdes, events, stop);
    Outcomes outcomes =
        new Outcomes(
            clients,
            serdes.reader(Prediction.class),
            prediction -> {
              if (events instanceof DrawnEvents drawn && isCorrect(prediction, drawn)) {
                correct.increment();
              }
            });
    outcomes.read(stop);
    Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
    return new Harvest(published, outcomes, correct.sum(), took);
  }

  private static PublishReport publish(
      Map<String, Object> clients, SerdeFactory serdes, EventSource events, StopSignal stop)
      throws CommandFailedException, SchemaException, InterruptedException {
    Topic images;
    try (Topics topics = Topics.connect(clients)) {
      images =
          topics
              .find("images")
              .orElseThrow(() -> new CommandFailedException("the processor made no topic images"));
    }
    AtomicReference<@Nullable String> complaint = new AtomicReference<>();
    try (Publisher publisher =
        Publisher.connect(
            images, serdes.writer(ImageEvent.class, "images-value"), clients, complaint::set)) {
      PublishReport report = publisher.publish(events, StreamKeys.cameras(CAMERAS), 0, stop);
      if (report.failed() > 0) {
        throw new CommandFailedException(
            "%d events could not be published: %s".formatted(report.failed(), complaint.get()));
      }
      return report;
    }
  }

  private static boolean isCorrect(Prediction prediction, DrawnEvents drawn) {
    return drawn.shows(prediction.getEventId(), prediction.getLabels().get(0).getName());
  }

  private DemoReport report(
      String version, ProcessorStats stats, EventSource events, Harvest harvest) {
    Outcomes outcomes = harvest.outcomes();
    boolean judged = events instanceof DrawnEvents drawn && drawn.canBeJudged();
    return new DemoReport(
        model.lesson(),
        version,
        harvest.published().published(),
        outcomes.predictions(),
        outcomes.failures(),
        judged && outcomes.predictions() > 0
            ? OptionalDouble.of((double) harvest.correct() / outcomes.predictions())
            : OptionalDouble.empty(),
        !(events instanceof DrawnEvents shapes)
            || shapes.expectedFailures().equals(outcomes.failures()),
        outcomes.verdict(),
        harvest.took(),
        stats);
  }
}
