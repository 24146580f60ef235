package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.cli.sandbox.Sandbox;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An image that takes the process down, by a real segmentation fault, does so twice; then it is a
 * failure, and everything else is predicted. Without the journal it would be so for ever.
 */
final class NativeCrashIT {

  private static final int EVENTS = Integer.getInteger("faults.crash.events", 300);
  private static final int IMAGES = Integer.getInteger("faults.crash.images", 1);
  private static final int GIVE_UP = 3;
  private static final long SEED = 20_261_124;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder = Path.of("");

  @Test
  void becomesAFailureAfterTheSecondCrashAndWithoutAJournalNever() throws Exception {
    Path agent = CrashingDecoder.jar(folder);
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try (Sandbox sandbox = Sandbox.start(0, 0, folder.resolve("sandbox"))) {
      Stage forgetful = new Stage("crash-forgotten", sandbox.bootstrap(), sandbox.registry());
      Stage stage = new Stage("crash", sandbox.bootstrap(), sandbox.registry());
      SaccadeProgram program = SaccadeProgram.of(folder, "exactly_once_v2");
      Future<?> control =
          beside.submit(
              () -> {
                crashesForEver(forgetful, crashing(program, forgetful, agent));
                return true;
              });
      crashesTwice(stage, crashing(program, stage, agent));
      control.get();
    } finally {
      beside.shutdownNow();
    }
  }

  private void crashesTwice(Stage stage, SaccadeProgram program) throws Exception {
    try (BrokerView broker = new BrokerView(stage)) {
      List<Coordinates> deadly = publish(stage, broker);

      int crashes = supervise(stage, program, broker, 3 * IMAGES + 2, journal -> {});

      Verdict verdict = Verifier.judge(stage, broker, PATIENCE);
      System.out.printf("native crashes: seed=%d crashes=%d %s%n", SEED, crashes, verdict);
      assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
      assertThat(verdict.outputsOf(stage.predictions())).isEqualTo(EVENTS);
      List<ConsumerRecord<byte[], byte[]>> failures = Reading.all(stage, stage.failures());
      assertThat(failures)
          .extracting(failure -> Verifier.header(failure, "saccade.error.code"))
          .hasSize(IMAGES)
          .containsOnly("NATIVE_CRASH");
      assertThat(failures).extracting(Verifier::source).containsExactlyInAnyOrderElementsOf(deadly);
      assertThat(crashes).isBetween(2, 2 * IMAGES);
      assertThat(reports(stage)).as("of the JVM on its crashes").isEqualTo(crashes);
    }
  }

  /** The negative control: nothing is remembered from one start to the next. */
  private void crashesForEver(Stage stage, SaccadeProgram program) throws Exception {
    try (BrokerView broker = new BrokerView(stage)) {
      List<Coordinates> deadly = publish(stage, broker);

      int crashes = supervise(stage, program, broker, GIVE_UP, Files::deleteIfExists);

      assertThat(deadly).isNotEmpty();
      assertThat(crashes).isEqualTo(GIVE_UP);
      assertThat(broker.lag()).isPositive();
    }
  }

  /** What is done to the journal between two starts. */
  @FunctionalInterface
  private interface Between {
    void starts(Path journal) throws Exception;
  }

  /** Starts the processor again whenever it has died; says how often it has. */
  private int supervise(
      Stage stage, SaccadeProgram program, BrokerView broker, int most, Between between)
      throws Exception {
    try (Fleet fleet = new Fleet(stage, program, folder)) {
      String client = fleet.client(0);
      for (int crashes = 0; crashes < most; crashes++) {
        CliProcess process = fleet.start(client);
        Eventually.holds(
            "the process has died, or all is done",
            PATIENCE,
            () -> !process.isAlive() || broker.lag() == 0);
        if (process.isAlive()) {
          return crashes;
        }
        assertThat(process.output()).contains("SIGSEGV");
        between.starts(folder.resolve(client).resolve("state").resolve("decoding.journal"));
      }
      return most;
    }
  }

  private SaccadeProgram crashing(SaccadeProgram program, Stage stage, Path agent) {
    List<String> jvm = new ArrayList<>(SaccadeProgram.JVM);
    jvm.add("-javaagent:" + agent);
    jvm.add("-XX:-CreateCoredumpOnCrash");
    jvm.add("-XX:ErrorFile=" + folder.resolve(stage.name() + "-hs_err_%p.log"));
    return program.withJvm(jvm.toArray(String[]::new));
  }

  private long reports(Stage stage) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(stage.name() + "-hs_err_"))
          .count();
    }
  }

  private static List<Coordinates> publish(Stage stage, BrokerView broker) throws Exception {
    broker.createTopics();
    List<Coordinates> deadly = new ArrayList<>();
    ShapeImages images =
        new ShapeImages(SEED, CrashingDecoder.WIDTH, CrashingDecoder.WIDTH, ImageFormat.PNG);
    try (EventLoad load = new EventLoad(stage, SEED)) {
      for (int i = 0; i < IMAGES; i++) {
        load.publish(EVENTS / (IMAGES + 1));
        RecordMetadata at = load.send(load.key(), load.event(images.draw(i).encoded())).get();
        deadly.add(new Coordinates(at.topic(), at.partition(), at.offset()));
      }
      load.publish(EVENTS - IMAGES * (EVENTS / (IMAGES + 1)));
    }
    return deadly;
  }
}
