package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void swapsRollsBackRefusesAndComesBackToWhatWasAccepted(@TempDir Path folder) throws Exception {
    try (SandboxProcess sandbox = SandboxProcess.start(folder);
        Run run = new Run(sandbox.stage("release"), folder)) {
      run.start();
      long swap = run.operator.release(run.two, Optional.of(run.one));
      run.awaitAnswers(swap, "2");

      long asked = System.nanoTime();
      long back = run.operator.release(run.one, Optional.of(run.two));
      run.awaitServing(back, "1");
      Duration rollback = Duration.ofNanos(System.nanoTime() - asked);
      run.awaitAnswers(back, "1");

      BundleVersion wrong = new BundleVersion("3", run.two.getUri(), "0".repeat(64));
      ModelStatus refusal = run.awaitRefusal(run.operator.release(wrong, Optional.of(run.one)));
      assertThat(Operator.refusal(refusal)).contains("BUNDLE_HASH");
      assertThat(refusal.getReason()).isEqualTo("release 3");
      run.requireItsWords();

      // Nothing but the status knows what served before the release that is refused again.
      run.comesBackTo(back, refusal);
      Verdict verdict = run.verdict();
      System.out.printf(
          "release: seed=%d rollback after %d ms %s%n", SEED, rollback.toMillis(), verdict);
      assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
      assertThat(verdict.outputsOf(run.stage.failures())).isZero();
      assertThat(runs(run.stage)).as("versions in turn").allMatch("121"::contains);
    }
  }

  /** A process under load, and an operator. */
  private static final class Run implements AutoCloseable {

    private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger events = new AtomicInteger();
    private final Stage stage;
    private final BundleVersion one;
    private final BundleVersion two;
    private final BrokerView broker;
    private final Fleet fleet;
    private final EventLoad load;
    private final Operator operator;

    private Run(Stage stage, Path folder) throws Exception {
      this.stage = stage;
      SaccadeProgram program =
          SaccadeProgram.of(folder, "exactly_once_v2")
              .with("releases", "follow")
              .with("bundle.roots", folder.toString());
      one = Operator.version(Bundle.read(program.bundle()), program.bundle());
      two = written("2", folder.resolve("two"));
      broker = new BrokerView(stage);
      broker.createTopics();
      fleet = new Fleet(stage, program, folder);
      load = new EventLoad(stage, SEED);
      operator = new Operator(stage);
    }

    private void start() throws Exception {
      fleet.start(fleet.client(0));
      var unused =
          publisher.scheduleAtFixedRate(
              () -> publish(load, events), 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
      operator.awaitServing(-1, START);
    }

    private void awaitServing(long release, String version) throws Exception {
      assertThat(Operator.serves(operator.awaitServing(release, SWAP))).contains(version);
    }

    /** Waits until the release serves, and has begun to answer on every partition. */
    private void awaitAnswers(long release, String version) throws Exception {
      awaitServing(release, version);
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

    private ModelStatus awaitRefusal(long release) throws Exception {
      return operator.await(
          "release " + release + " is refused",
          SWAP,
          status -> status.getReleaseOffset() == release && Operator.refusal(status).isPresent());
    }

    private void requireItsWords() {
      String words = fleet.process(fleet.client(0)).output();
      assertThat(words).contains("state=REFUSED code=BUNDLE_HASH");
      if (Files.isExecutable(Path.of("/usr/bin/renice"))) {
        assertThat(words).contains("loads come after lanes");
      }
    }

    /** Kills the process and starts it again. */
    private void comesBackTo(long release, ModelStatus refusal) throws Exception {
      fleet.kill(fleet.client(0));
      fleet.start(fleet.client(0));
      operator.await(
          "it comes back to what was accepted",
          START,
          status ->
              status.getReleaseOffset() == release
                  && !status.getFirstOffsets().isEmpty()
                  && operator.statuses().indexOf(status) > operator.statuses().indexOf(refusal));
    }

    /** Ends the load; what became of all of it. */
    private Verdict verdict() throws Exception {
      publisher.shutdown();
      assertThat(publisher.awaitTermination(SWAP.toSeconds(), TimeUnit.SECONDS)).isTrue();
      Eventually.holds("every event is committed", START, () -> broker.lag() == 0);
      Verdict verdict = Verifier.judge(stage, broker, START);
      assertThat(verdict.inputs()).isEqualTo(events.get());
      return verdict;
    }

    @Override
    public void close() {
      publisher.shutdownNow();
      operator.close();
      load.close();
      fleet.close();
      broker.close();
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
