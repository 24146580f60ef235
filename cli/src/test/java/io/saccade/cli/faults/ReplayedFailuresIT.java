package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saccade.cli.CliProcess;
import io.saccade.cli.CliRun;
import io.saccade.cli.sandbox.Sandbox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Once the cause of failures is mended, a replay lets every event be predicted, once, however often
 * the replay is killed and started again.
 */
final class ReplayedFailuresIT {

  private static final int EVENTS = Integer.getInteger("faults.replay.events", 300);
  private static final int KILLS = Integer.getInteger("faults.replay.kills", 1);
  private static final int LARGE = 5;
  private static final int HOPELESS = 1;
  private static final long SEED = Long.getLong("faults.seed", 20_261_123);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Random random = new Random(SEED);
  @TempDir private Path folder = Path.of("");

  @Test
  void arePredictedOnceAndLinkedWhereANaiveReplayInjectsTwice() throws Exception {
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try (Sandbox sandbox = Sandbox.start(0, 0, folder.resolve("sandbox"))) {
      Stage naive = new Stage("naive-replay", sandbox.bootstrap(), sandbox.registry());
      Future<?> control =
          beside.submit(
              () -> {
                injectsTwice(naive);
                return true;
              });
      predictsOnce(new Stage("replayed", sandbox.bootstrap(), sandbox.registry()));
      control.get();
    } finally {
      beside.shutdownNow();
    }
  }

  private void predictsOnce(Stage stage) throws Exception {
    SaccadeProgram mended =
        SaccadeProgram.of(folder, "exactly_once_v2").with("output.max.bytes", "20000");
    SaccadeProgram strict =
        mended.with("image.max.pixels", "5000").with("image.max.bytes", "40000");
    try (BrokerView broker = new BrokerView(stage)) {
      broker.createTopics();
      long failed = fail(stage, strict, broker);
      CliRun seen = new FailureDesk(stage).run("list", "--summary", "--format", "json");
      assertThat(FailureDesk.last(seen).path("failures").asLong()).isEqualTo(failed);
      requireNothingDone(stage, broker);

      int struck = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        struck += killMidway(stage, broker, replay(stage, kill)) ? 1 : 0;
      }
      replayAll(stage, mended, broker, failed);

      Verdict verdict = Verifier.judge(stage, broker, PATIENCE);
      Map<String, Long> predicted = new FailureDesk(stage).links(stage.predictions());
      Map<String, Long> again = new FailureDesk(stage).links(stage.failures());
      System.out.printf(
          "replayed failures: seed=%d failed=%d kills=%d predicted=%d again=%d %s%n",
          SEED, failed, struck, predicted.size(), again.size(), verdict);
      assertThat(struck).as("kills that struck midway").isEqualTo(KILLS);
      assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
      assertThat(verdict.inputs()).isEqualTo(EVENTS + LARGE + HOPELESS + failed);
      assertThat(predicted).hasSize((int) failed - HOPELESS);
      assertThat(predicted.values()).as("predicted once").containsOnly(1L);
      assertThat(again).hasSize(HOPELESS);
      FailureDesk desk = new FailureDesk(stage);
      desk.requireLinks(failed);
      desk.requireNoMore(HOPELESS);
      desk.requireStory();
    }
  }

  /** The last replay goes to the end, while the processor runs that copes with the images. */
  private void replayAll(Stage stage, SaccadeProgram mended, BrokerView broker, long failed)
      throws Exception {
    try (Fleet fleet = new Fleet(stage, mended, folder)) {
      fleet.start(fleet.client(0));
      CliRun run = new FailureDesk(stage).run("replay", "--format", "json");
      assertThat(run.code()).as(run.err()).isZero();
      JsonNode counts = FailureDesk.last(run).path("counts");
      assertThat(counts.path("REPLAYED").asLong() + counts.path("DONE").asLong()).isEqualTo(failed);
      awaitOutputs(stage, broker, fleet, EVENTS + LARGE + HOPELESS + failed);
    }
  }

  /** The negative control: a group that commits what was sent is killed as well. */
  private void injectsTwice(Stage stage) throws Exception {
    try (BrokerView broker = new BrokerView(stage);
        EventLoad load = new EventLoad(stage, SEED)) {
      broker.createTopics();
      for (int i = 0; i < 300; i++) {
        load.send(stage.failures(), "camera-" + i % 7, load.event()).get();
      }

      boolean struck = killMidway(stage, broker, naive(stage, 1));
      assertThat(naive(stage, 2).awaitExit(PATIENCE)).isZero();

      Map<String, Long> injected = new FailureDesk(stage).links(stage.images());
      assertThat(struck).isTrue();
      assertThat(injected).as("nothing is lost").hasSize(300);
      assertThat(injected.values()).as("injected more than once").anyMatch(times -> times > 1);
    }
  }

  /** Most events fail by their pixels, some by their size, one by what no operator can mend. */
  private long fail(Stage stage, SaccadeProgram strict, BrokerView broker) throws Exception {
    try (Fleet fleet = new Fleet(stage, strict, folder);
        EventLoad load = new EventLoad(stage, SEED)) {
      fleet.start(fleet.client(0));
      load.publish(EVENTS);
      for (int i = 0; i < LARGE; i++) {
        load.send("large", load.event(noise())).get();
      }
      load.send("hopeless", new byte[] {1, 2, 3}).get();
      awaitOutputs(stage, broker, fleet, EVENTS + LARGE + HOPELESS);
      fleet.stop(fleet.client(0), PATIENCE);
    }
    List<ConsumerRecord<byte[], byte[]>> failures = Reading.all(stage, stage.failures());
    assertThat(failures).hasSizeGreaterThan(EVENTS / 2);
    assertThat(failures)
        .filteredOn(failure -> failure.headers().lastHeader("saccade.value.dropped") != null)
        .as("dead letters without their value")
        .hasSize(LARGE);
    return failures.size();
  }

  private void requireNothingDone(Stage stage, BrokerView broker) throws Exception {
    long before = end(stage, broker);
    CliRun run = new FailureDesk(stage).run("replay", "--dry-run");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("would be put back");
    assertThat(end(stage, broker)).isEqualTo(before);
  }

  private CliProcess replay(Stage stage, int number) throws Exception {
    return CliProcess.start(
        folder.resolve("replay-%d.log".formatted(number)),
        new FailureDesk(stage).args("replay", "--rate", "150"));
  }

  private CliProcess naive(Stage stage, int number) throws Exception {
    return CliProcess.startMain(
        folder.resolve("naive-replay-%d.log".formatted(number)),
        List.of("-Xmx256m"),
        Map.of(),
        NaiveReplay.class.getName(),
        List.of(stage.bootstrap(), stage.failures(), stage.images()));
  }

  /** Kills a replay that has sent some and not yet all; says whether it still ran. */
  private boolean killMidway(Stage stage, BrokerView broker, CliProcess replay) throws Exception {
    long before = end(stage, broker);
    int after = 20 + random.nextInt(60);
    try (replay) {
      Eventually.holds(
          "the replay has sent " + after,
          PATIENCE,
          () -> end(stage, broker) >= before + after || !replay.isAlive());
      boolean struck = replay.isAlive();
      replay.kill();
      return struck;
    }
  }

  private static long end(Stage stage, BrokerView broker) throws Exception {
    return broker
        .ends(BrokerView.partitions(List.of(stage.images())), IsolationLevel.READ_UNCOMMITTED)
        .values()
        .stream()
        .mapToLong(end -> end)
        .sum();
  }

  private static void awaitOutputs(Stage stage, BrokerView broker, Fleet fleet, long count)
      throws Exception {
    // Offsets count what transactions leave between records; few are read twice.
    Eventually.holds(
        "there are %d outputs".formatted(count),
        PATIENCE,
        () -> {
          fleet.requireAlive();
          return broker
                      .ends(BrokerView.partitions(stage.outputs()), IsolationLevel.READ_COMMITTED)
                      .values()
                      .stream()
                      .mapToLong(end -> end)
                      .sum()
                  >= count
              && Reading.all(stage, stage.predictions()).size()
                      + Reading.all(stage, stage.failures()).size()
                  >= count;
        });
  }

  /** An image that cannot be compressed. */
  private byte[] noise() throws Exception {
    BufferedImage image = new BufferedImage(160, 160, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 160; y++) {
      for (int x = 0; x < 160; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
