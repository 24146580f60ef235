package io.saccade.cli.replay;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.kafka.Topics;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.ReplayEngine;
import io.saccade.processor.StartException;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.SettingsException;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;

/** One replay, from what was asked for to its report. */
final class Replay {

  /** What no model can be called. */
  private static final String ANY_MODEL = "*";

  /** More would not fit the table of the answers. */
  private static final long MOST_OFFSETS = 1_000_000_000;

  private final ReplayOrder order;
  private final ReplaySettings options;
  private final StopSignal stop;
  private final Consumer<String> told;
  private final ProcessorSettings live;
  private final String run =
      Instant.now().truncatedTo(ChronoUnit.SECONDS)
          + "-"
          + UUID.randomUUID().toString().substring(0, 8);

  private Replay(ReplayOrder order, ReplaySettings options, StopSignal stop, Consumer<String> told)
      throws SettingsException {
    this.order = order;
    this.options = options;
    this.stop = stop;
    this.told = told;
    this.live = live(order.models(), options);
  }

  /** Settings that name no model will do: the statuses do. */
  private static ProcessorSettings live(ReplayOrder.Models models, ReplaySettings options)
      throws SettingsException {
    Map<String, String> flags = flags(models);
    try {
      return options.load(flags);
    } catch (SettingsException e) {
      flags.put("model.name", ANY_MODEL);
      return options.load(flags);
    }
  }

  /** What both sides read predictions with, and what asks the brokers. */
  private record Means(
      Topics topics,
      Admin admin,
      AvroReader<Prediction> predictions,
      AvroReader<ModelStatus> statuses) {}

  /** What is about to be done. */
  private record Plan(Range range, Cast cast, Optional<Bundle> against, String topic, int width) {}

  /**
   * Replays.
   *
   * @param told is told what a person should know meanwhile
   * @return nothing where there is no event in the range, or somebody asked to stop before the
   *     first
   */
  static Optional<ReplayReport> run(
      ReplayOrder order, ReplaySettings options, StopSignal stop, Consumer<String> told)
      throws SettingsException,
          StartException,
          BundleRefusedException,
          CommandFailedException,
          InterruptedException {
    return new Replay(order, options, stop, told).run();
  }

  private Optional<ReplayReport> run()
      throws SettingsException,
          StartException,
          BundleRefusedException,
          CommandFailedException,
          InterruptedException {
    long started = System.nanoTime();
    try (Topics topics = Topics.connect(Clients.of(live));
        Admin admin = Admin.create(Clients.of(live));
        SerdeFactory serdes = SerdeFactory.create(live.registry())) {
      Means means =
          new Means(
              topics, admin, serdes.reader(Prediction.class), serdes.reader(ModelStatus.class));
      StopSignal.Interrupter interrupter = stop.interrupter();
      try {
        Optional<Plan> plan = plan(means);
        if (plan.isEmpty()) {
          return Optional.empty();
        }
        try (ReplayEngine engine = ReplayEngine.open(own(plan.get().topic()), told)) {
          // What takes long is done while it can still be interrupted.
          plan.get().cast().acts().get(0).versions().enter(engine);
          interrupter.disarm();
          return stop.isAsked()
              ? Optional.empty()
              : Optional.of(replay(plan.get(), engine, means, started));
        }
      } catch (InterruptException | InterruptedException e) {
        if (!stop.isAsked()) {
          throw e;
        }
        return Optional.empty();
      } finally {
        interrupter.disarm();
      }
    } catch (RegistryConfigurationException e) {
      throw new CommandFailedException("the registry's settings are wrong: " + e.getMessage(), e);
    }
  }

  /** The settings of the engine: predictions go to the replay's topic. */
  private ProcessorSettings own(String topic) throws SettingsException {
    Map<String, String> flags = flags(order.models());
    flags.put("topics.predictions", topic);
    live.releases().model().ifPresent(model -> flags.put("model.name", model));
    return options.load(flags);
  }

  private Optional<Plan> plan(Means means)
      throws BundleRefusedException, CommandFailedException, InterruptedException {
    String images = live.topics().images();
    int partitions =
        means
            .topics()
            .find(images)
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        "there is no topic %s at %s; check --bootstrap and topics.images"
                            .formatted(images, live.streams().bootstrap())))
            .partitions();
    Range range =
        new RangeFinder(means.admin(), images, partitions, Instant.now()).find(order.range());
    if (range.isEmpty()) {
      return Optional.empty();
    }
    requireRoom(range);
    Casting casting = new Casting(live);
    Optional<String> answering = order.models().answering();
    Cast cast =
        answering.isPresent()
            ? Cast.of(casting.bundle(answering.get()), range)
            : casting.recorded(range, name(), means.topics(), means.statuses());
    Optional<Bundle> against = Optional.empty();
    if (order.models().against().isPresent()) {
      against = Optional.of(casting.bundle(order.models().against().get()));
    }
    String topic = order.topic().orElseGet(cast::topic);
    int width =
        new Destination(topic, order.append())
            .prepare(means.topics(), means.admin(), liveTopics(), partitions);
    return Optional.of(new Plan(range, cast, against, topic, width));
  }

  private ReplayReport replay(Plan plan, ReplayEngine engine, Means means, long started)
      throws BundleRefusedException, CommandFailedException, InterruptedException {
    AnswerTable answers = new AnswerTable(plan.range());
    long events = Math.min(order.limit(), plan.range().size());
    int passes = plan.against().isPresent() ? 2 : 1;
    try (Progress progress = Progress.of("replay", passes * events, "events")) {
      Outcomes outcomes = answer(plan, engine, means, answers, progress);
      Range done = outcomes.done(plan.range());
      Comparison comparison = new Comparison(done, answers, new Agreement(order.examples()));
      String other = compare(plan, engine, means, comparison, new Pass(done, outcomes, progress));
      return new ReplayReport(
          plan.range(),
          plan.topic(),
          run,
          plan.cast().versions(),
          outcomes,
          other,
          comparison,
          plan.cast().recorded() && live.deterministic(),
          Duration.ofNanos(System.nanoTime() - started),
          stop.isAsked());
    }
  }

  /** Lets the cast answer; writes and notes what it says. */
  private Outcomes answer(
      Plan plan, ReplayEngine engine, Means means, AnswerTable answers, Progress progress)
      throws BundleRefusedException, CommandFailedException, InterruptedException {
    try (ReplayTopic topic = new ReplayTopic(engine.producer(), plan.topic(), plan.width(), run)) {
      Outcomes outcomes =
          new ReplayRun(engine, stop, progress, order.limit())
              .run(
                  plan.cast().acts(),
                  (event, prediction) -> {
                    topic.write(event.partition(), prediction);
                    Answer.read(means.predictions(), prediction.value())
                        .ifPresent(
                            answer ->
                                answers.put(
                                    event.partition(),
                                    event.offset(),
                                    answer.said(),
                                    answer.print()));
                  });
      topic.flush();
      return outcomes;
    }
  }

  /** What the other side is to answer. */
  private record Pass(Range range, Outcomes outcomes, Progress progress) {}

  /** Holds the other side against what was replayed; says who that is. */
  private String compare(
      Plan plan, ReplayEngine engine, Means means, Comparison comparison, Pass pass)
      throws BundleRefusedException, CommandFailedException, InterruptedException {
    if (plan.against().isPresent()) {
      Cast cast = Cast.of(plan.against().get(), pass.range());
      Outcomes unused =
          new ReplayRun(engine, stop, pass.progress(), Long.MAX_VALUE)
              .run(
                  cast.acts(),
                  (event, prediction) ->
                      Answer.read(means.predictions(), prediction.value())
                          .ifPresent(comparison::add));
      return cast.versions().get(0);
    }
    String predictions = live.topics().predictions();
    if (means.topics().find(predictions).isEmpty()) {
      return "nothing: there is no topic " + predictions;
    }
    try (org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer = engine.consumer()) {
      long unreadable =
          new RecordedPredictions(consumer, predictions, means.predictions())
              .compare(pass.outcomes().oldestMillis(), comparison, stop);
      if (unreadable > 0) {
        told.accept(
            "%,d records of topic %s are no predictions".formatted(unreadable, predictions));
      }
    }
    return "topic " + predictions;
  }

  private Optional<String> name() {
    return live.releases().model().filter(model -> !model.equals(ANY_MODEL));
  }

  private static void requireRoom(Range range) throws CommandFailedException {
    for (Map.Entry<Integer, Span> entry : range.spans().entrySet()) {
      if (entry.getValue().size() > MOST_OFFSETS) {
        throw new CommandFailedException(
            "partition %d has %,d offsets in this range; replay at most %,d at once"
                .formatted(entry.getKey(), entry.getValue().size(), MOST_OFFSETS));
      }
    }
  }

  private List<String> liveTopics() {
    List<String> all = new ArrayList<>(live.topics().all());
    all.addAll(live.releases().topics().all());
    return all;
  }

  /** A bundle that is named by its path is the one of the settings, with what depends on it. */
  private static Map<String, String> flags(ReplayOrder.Models models) {
    Map<String, String> flags = new HashMap<>();
    models
        .answering()
        .filter(it -> !Casting.isAddress(it))
        .ifPresent(p -> flags.put("model.bundle", p));
    models.name().ifPresent(name -> flags.put("model.name", name));
    return flags;
  }
}
