package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.shapes.ColorModel;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Prediction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions change while events flow, and a process that is killed comes back to the right one. */
final class ReleaseIT {

  private static final long SEED = 20_261_122;

  /** So many events at a time, so often: two thousand a second. */
  private static final int EVENTS = 40;

  private static final long PACE_MILLIS = 20;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration SWAP = Duration.ofSeconds(30);

  private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor();

  @Test
  void swapsRollsBackRefusesAndComesBackToWhatWasAccepted(@TempDir Path folder) throws Exception {
    try (SandboxProcess sandbox = SandboxProcess.start(folder)) {
      Stage stage = sandbox.stage("release");
      SaccadeProgram program =
          SaccadeProgram.of(folder, "exactly_once_v2")
              .with("releases", "follow")
              .with("bundle.roots", folder.toString());
      BundleVersion one = Operator.version(Bundle.read(program.bundle()), program.bundle());
      BundleVersion two = written("2", folder.resolve("two"));
      BundleVersion wrong = new BundleVersion("3", two.getUri(), "0".repeat(64));
      try (BrokerView broker = new BrokerView(stage);
          Fleet fleet = new Fleet(stage, program, folder);
          EventLoad load = new EventLoad(stage, SEED);
          Operator operator = new Operator(stage)) {
        broker.createTopics();
        CliProcess process = fleet.start(fleet.client(0));
        AtomicInteger events = new AtomicInteger();
        Future<?> publishing =
            publisher.scheduleAtFixedRate(
                () -> publish(load, events), 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
        operator.awaitServing(-1, START);

        long swap = operator.release(two, Optional.of(one));
        assertThat(Operator.serves(operator.awaitServing(swap, SWAP))).contains("2");
        awaitAnswers(operator, swap);

        long asked = System.nanoTime();
        long back = operator.release(one, Optional.of(two));
        assertThat(Operator.serves(operator.awaitServing(back, SWAP))).contains("1");
        Duration rollback = Duration.ofNanos(System.nanoTime() - asked);
        awaitAnswers(operator, back);

        long refused = operator.release(wrong, Optional.of(one));
        ModelStatus refusal = awaitRefusal(operator, refused);
        assertThat(Operator.refusal(refusal)).contains("BUNDLE_HASH");
        assertThat(refusal.getReason()).isEqualTo("release 3");
        assertThat(process.output()).contains("state=REFUSED code=BUNDLE_HASH");

        if (Files.isExecutable(Path.of("/usr/bin/renice"))) {
          assertThat(process.output()).contains("loads come after lanes");
        }

        // Nothing but the status knows what served before the release that is refused again.
        fleet.kill(fleet.client(0));
        fleet.start(fleet.client(0));
        operator.await(
            "it comes back to what was accepted",
            START,
            status ->
                status.getReleaseOffset() == back
                    && !status.getFirstOffsets().isEmpty()
                    && operator.statuses().indexOf(status) > operator.statuses().indexOf(refusal));

        publishing.cancel(false);
        publisher.shutdown();
        assertThat(publisher.awaitTermination(SWAP.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Eventually.holds("every event is committed", START, () -> broker.lag() == 0);
        Verdict verdict = Verifier.judge(stage, broker, START);
        System.out.printf(
            "release: seed=%d rollback after %d ms %s%n", SEED, rollback.toMillis(), verdict);
        assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
        assertThat(verdict.inputs()).isEqualTo(events.get());
        assertThat(verdict.outputsOf(stage.failures())).isZero();
        assertThat(runs(stage)).as("versions in turn").allMatch("121"::contains);
      }
    } finally {
      publisher.shutdownNow();
    }
  }

  private static BundleVersion written(String version, Path at) throws Exception {
    Bundle bundle = ColorModel.bundle(version);
    BundleWriter.write(bundle, at, IfPresent.REFUSE);
    return Operator.version(bundle, at);
  }

  private static void publish(EventLoad load, AtomicInteger events) {
    try {
      load.publish(EVENTS);
      events.addAndGet(EVENTS);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the load ends", e);
    }
  }

  /** Waits until the release has begun to answer, on every partition. */
  private static void awaitAnswers(Operator operator, long release) throws Exception {
    Eventually.holds(
        "release " + release + " answers on every partition",
        SWAP,
        () -> {
          operator.await("a status", SWAP, any -> true);
          return operator.statuses().stream()
                  .filter(status -> status.getReleaseOffset() == release)
                  .flatMap(status -> status.getFirstOffsets().stream())
                  .map(FirstOffset::getPartition)
                  .distinct()
                  .count()
              == Stage.PARTITIONS;
        });
  }

  private static ModelStatus awaitRefusal(Operator operator, long release) throws Exception {
    return operator.await(
        "release " + release + " is refused",
        SWAP,
        status -> status.getReleaseOffset() == release && Operator.refusal(status).isPresent());
  }

  /** The versions that answered on each partition, in the order of the events, without repeats. */
  private static List<String> runs(Stage stage) throws Exception {
    Map<Integer, TreeMap<Long, String>> answers = new HashMap<>();
    try (SerdeFactory serdes =
        SerdeFactory.create(Map.of("schema.registry.url", stage.registry()))) {
      AvroReader<Prediction> reader = serdes.reader(Prediction.class);
      for (ConsumerRecord<byte[], byte[]> record : Reading.all(stage, stage.predictions())) {
        Prediction prediction = reader.read(record.value());
        answers
            .computeIfAbsent(prediction.getSource().getPartition(), any -> new TreeMap<>())
            .put(prediction.getSource().getOffset(), prediction.getModel().getVersion());
      }
    }
    return answers.values().stream()
        .map(versions -> String.join("", versions.values()).replaceAll("(.)\\1+", "$1"))
        .toList();
  }
}
