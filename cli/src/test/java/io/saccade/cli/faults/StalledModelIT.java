package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.settings.ProcessorSettings;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A record that the model stands still on ends in time, and fences nobody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StalledModelIT {

  private static final int EVENTS = 120;
  private static final long SEED = 20_261_130;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration FOR_EVER = Duration.ofDays(1);

  /** How long the model stands still each time, in seconds; 0 is for ever. */
  private static final List<Duration> STALLS =
      Arrays.stream(System.getProperty("faults.stalls", "0").split(",", -1))
          .map(seconds -> Duration.ofSeconds(Integer.parseInt(seconds)))
          .map(stall -> stall.isZero() ? FOR_EVER : stall)
          .toList();

  private static final Duration DEADLINE =
      Duration.ofSeconds(Integer.getInteger("faults.deadline", 4));

  private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(25);

  /** What the specification allows beyond the deadline. */
  private static final Duration MORE = Duration.ofSeconds(2);

  private final Path folder;
  private final SandboxProcess sandbox;

  StalledModelIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.sandbox = SandboxProcess.start(folder);
  }

  @AfterAll
  void stopSandbox() {
    sandbox.close();
  }

  @Test
  void endsTheRecordWithinItsDeadlineAndFencesNobody() throws Exception {
    Evidence evidence = Evidence.of("slow-record").part("the model stalls").seed(SEED);
    evidence.figure("deadline s", DEADLINE.toSeconds());
    Duration longest = Duration.ZERO;
    for (Duration stall : STALLS) {
      String name = stall.equals(FOR_EVER) ? "ever" : stall.toSeconds() + " s";
      try (Run run = new Run("stall-" + stall.toSeconds(), stall, DEADLINE)) {
        Duration took = run.awaitEnd(PATIENCE);
        longest = took.compareTo(longest) > 0 ? took : longest;
        evidence.figure("stalled for %s: ended after s".formatted(name), took.toMillis() / 1e3);
        System.out.println("stalled for " + name + " ended after " + took);
        run.requireOneFailureAtMost(stall);
      }
    }
    evidence
        .figure(
            "stalled for s",
            STALLS.stream()
                .filter(stall -> !stall.equals(FOR_EVER))
                .mapToLong(Duration::toSeconds)
                .max()
                .orElse(0))
        .save();

    assertThat(longest).isLessThanOrEqualTo(DEADLINE.plus(MORE));
  }

  /** The negative control: it is the deadline that ends it, and nothing else. */
  @Test
  void seesARecordWithALongerDeadlineHoldUpItsPartition() throws Exception {
    try (Run run = new Run("long-deadline", FOR_EVER, LONGEST_DEADLINE)) {
      long until = System.nanoTime() + DEADLINE.plus(MORE).toNanos();
      Eventually.holds("time passes", PATIENCE, () -> System.nanoTime() > until);
      assertThat(run.hasEnded()).isFalse();
    }
  }

  /** Events of which one stalls, with another behind it. */
  private final class Run implements AutoCloseable {

    private final Stage stage;
    private final BrokerView broker;
    private final StallStage processor;
    private final EventLoad load;
    private final PredictionGaps seen;
    private final Map<TopicPartition, Long> behind;
    private final long began;

    private Run(String name, Duration stall, Duration deadline) throws Exception {
      stage = sandbox.stage(name);
      broker = new BrokerView(stage);
      broker.createTopics();
      Path own = Files.createDirectories(folder.resolve(name));
      Path config =
          SaccadeProgram.of(folder, "exactly_once_v2")
              .with("record.deadline", deadline.toSeconds() + "s")
              .with("drift.enabled", "off")
              .configure(stage, name, own);
      processor =
          new StallStage(
              stage,
              ProcessorSettings.load(config, Map.of(), Map.of()),
              stall,
              own.resolve("streams"));
      load = new EventLoad(stage, SEED);
      seen = PredictionGaps.start(stage, IsolationLevel.READ_COMMITTED);
      load.publish(EVENTS);
      Eventually.holds("what is good is done", PATIENCE, () -> broker.lag() == 0);
      began = System.nanoTime();
      RecordMetadata at = load.send("camera-000", load.event(white())).get();
      RecordMetadata next = load.send("camera-000", load.event()).get();
      load.publish(EVENTS);
      behind = Map.of(new TopicPartition(at.topic(), at.partition()), next.offset() + 1);
    }

    /** How long it took until the next event of the same key was predicted. */
    private Duration awaitEnd(Duration deadline) throws Exception {
      Eventually.holds("the record ends", deadline, this::hasEnded);
      return Duration.ofNanos(System.nanoTime() - began);
    }

    private boolean hasEnded() {
      return seen.isPast(behind);
    }

    private void requireOneFailureAtMost(Duration stall) throws Exception {
      Eventually.holds("all is done", PATIENCE, () -> broker.lag() == 0);
      Verdict verdict = Verifier.judge(stage, broker, PATIENCE);
      assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
      List<ConsumerRecord<byte[], byte[]>> failures = Reading.all(stage, stage.failures());
      // Half of the deadline is one attempt's.
      assertThat(failures).hasSize(stall.compareTo(DEADLINE.dividedBy(2)) > 0 ? 1 : 0);
      for (ConsumerRecord<byte[], byte[]> failure : failures) {
        assertThat(Verifier.header(failure, "saccade.error.code")).isEqualTo("MODEL_FAILED");
      }
      assertThat(processor.states())
          .as("states of Kafka Streams: one that is fenced rebalances again")
          .containsExactly(KafkaStreams.State.REBALANCING, KafkaStreams.State.RUNNING);
    }

    @Override
    public void close() {
      processor.close();
      load.close();
      seen.close();
      broker.close();
    }
  }

  private static byte[] white() throws Exception {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 64, 64);
    graphics.dispose();
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    ImageIO.write(image, "png", encoded);
    return encoded.toByteArray();
  }
}
