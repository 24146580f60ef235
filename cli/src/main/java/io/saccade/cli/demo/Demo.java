package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.kafka.Topics;
import io.saccade.cli.kafka.Topics.Topic;
import io.saccade.cli.publish.Publisher;
import io.saccade.cli.sandbox.Sandbox;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.ProcessorStats;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.StartException;
import io.saccade.processor.settings.SettingsException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Prediction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One run of the demo: broker, registry and processor in this process, and the acts in order. */
final class Demo {

  private final DemoPlan plan;
  private final StopSignal stop;
  private final Consumer<String> told;

  /**
   * Prepares a run.
   *
   * @param stop ends it early
   * @param told is told what happens
   */
  Demo(DemoPlan plan, StopSignal stop, Consumer<String> told) {
    this.plan = plan;
    this.stop = stop;
    this.told = told;
  }

  /** What follows the acts, while all still runs. */
  @FunctionalInterface
  interface Encore {

    /**
     * Shows what the acts came to.
     *
     * @param goOn lets the cameras send again, at leisure
     */
    void play(DemoReport report, Runnable goOn) throws InterruptedException;
  }

  /**
   * Plays all acts, and stops everything.
   *
   * @return what they came to, and what is left open afterwards
   */
  DemoReport run(TwoVersions versions, Pictures pictures, Encore encore)
      throws IOException,
          CommandFailedException,
          SchemaException,
          SettingsException,
          StartException,
          BundleRefusedException,
          InterruptedException {
    told.accept("starting a Kafka broker and a schema registry ...");
    try (Sandbox sandbox = Sandbox.start(0, 0, plan.scratch().resolve("sandbox"))) {
      requireGoingOn();
      told.accept("starting the processor ...");
      SaccadeProcessor processor =
          SaccadeProcessor.start(plan.settings(sandbox, versions.first()), told);
      DemoReport report;
      try (processor;
          SerdeFactory serdes =
              SerdeFactory.create(Map.of("schema.registry.url", sandbox.registry()))) {
        requireGoingOn();
        plan.announce(told);
        report = onStage(sandbox, serdes, processor, new Cast(versions, pictures), encore);
      }
      // Handles are counted now that the processor is closed.
      return report.closedWith(processor.stats().openHandles());
    }
  }

  /** What is shown. */
  private record Cast(TwoVersions versions, Pictures pictures) {}

  private DemoReport onStage(
      Sandbox sandbox, SerdeFactory serdes, SaccadeProcessor processor, Cast cast, Encore encore)
      throws CommandFailedException, SchemaException, BundleRefusedException, InterruptedException {
    Map<String, Object> clients = Map.of("bootstrap.servers", sandbox.bootstrap());
    Underway underway = new Underway();
    try (Traffic traffic = traffic(clients, serdes, cast.pictures(), underway);
        Audience audience =
            new Audience(clients, serdes.reader(Prediction.class), cast.pictures(), underway)) {
      audience.start();
      Stage stage =
          new Stage(sandbox, serdes, cast.versions(), traffic, audience, underway, stop, told);
      DemoReport report = play(stage, cast.pictures(), processor);
      encore.play(
          report,
          () -> {
            audience.rest();
            traffic.start(Traffic.AT_LEISURE);
            lookAround(stage);
          });
      return report;
    }
  }

  private DemoReport play(Stage stage, Pictures pictures, SaccadeProcessor processor)
      throws CommandFailedException, SchemaException, BundleRefusedException, InterruptedException {
    long startedAt = System.nanoTime();
    long half = Math.max(1, plan.events() / 2);
    long warm = new CalmAct(stage, half).play();
    Swap swap = new ReleaseAct(stage, warm, half).play();
    Drift drift = swap.isDone() ? drift(stage) : Drift.none("the release failed");
    Outcomes outcomes = new CurtainAct(stage).play();
    Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
    ProcessorStats stats = processor.stats();
    return new DemoReport(
        stage.versions().lessons(),
        processor.version().toString(),
        stage.traffic().published(),
        outcomes.predictions(),
        outcomes.failures(),
        pictures
            .expectedFailures(stage.traffic().sent())
            .map(outcomes.failures()::equals)
            .orElse(true),
        new DemoReport.Delivery(outcomes.verdict(), outcomes.wentBack()),
        swap,
        drift,
        took,
        stats.lookAhead(),
        OptionalLong.empty());
  }

  private Drift drift(Stage stage)
      throws CommandFailedException, SchemaException, BundleRefusedException, InterruptedException {
    Bundle watched = Bundle.read(stage.versions().second());
    if (watched.reference().isEmpty()) {
      String why = "the bundle has no reference; `saccade model profile` gives it one";
      told.accept("no drift is shown: " + why);
      return Drift.none(why);
    }
    try (DriftWatch watch = DriftWatch.open(stage, watched.sha256())) {
      DriftAct.Outcome found = new DriftAct(stage, watch).play();
      if (found.objection().isPresent()) {
        return Drift.none(found.objection().get());
      }
      Optional<Drift.Sighting> recovery =
          found.alarm().isPresent() ? new RecoveryAct(stage, watch).play() : Optional.empty();
      Stretch dark = stage.seen().where(arrival -> arrival.light() == Light.OUT);
      return new Drift(Optional.empty(), found.alarm(), recovery, dark.accuracy());
    }
  }

  /** What else can be tried while it stays up. */
  private void lookAround(Stage stage) {
    String where =
        " --bootstrap %s --registry %s"
            .formatted(stage.sandbox().bootstrap(), stage.sandbox().registry());
    told.accept(
        "windows of an hour hold the dark minutes as well: they alarm when they end, for longer");
    told.accept("try        saccade watch predictions" + where);
    stage.audience().arrivals().stream()
        .reduce((first, second) -> second)
        .ifPresent(
            last ->
                told.accept("           saccade why " + last.eventId() + where + " --from -12h"));
  }

  private static Traffic traffic(
      Map<String, Object> clients, SerdeFactory serdes, Pictures pictures, Underway underway)
      throws CommandFailedException, SchemaException, InterruptedException {
    Topic images;
    try (Topics topics = Topics.connect(clients)) {
      images =
          topics
              .find("images")
              .orElseThrow(() -> new CommandFailedException("the processor made no topic images"));
    }
    Publisher publisher =
        Publisher.connect(
            images, serdes.writer(ImageEvent.class, "images-value"), clients, complaint -> {});
    return new Traffic(pictures, publisher, underway, TimeLapse.before(Instant.now()));
  }

  private void requireGoingOn() throws CommandFailedException {
    if (stop.isAsked()) {
      throw new CommandFailedException("the demo was stopped while it was starting");
    }
  }
}
