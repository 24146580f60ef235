package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.faults.ClusterFault.Aim;
import io.saccade.cli.faults.Traffic.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is promised when brokers are killed and the network fails, with three brokers that replicate
 * three times, and that the test would see it broken.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusterFaultsIT {

  private static final int WAVE = Integer.getInteger("faults.wave", 600);
  private static final int KILLS = Integer.getInteger("faults.broker.kills", 1);
  private static final int DOWN = Integer.getInteger("faults.broker.down", 0);
  private static final int DROPPED = Integer.getInteger("faults.network.dropped", 5);
  private static final int STORM = Integer.getInteger("faults.network.storm", 2);
  private static final long SEED = Long.getLong("faults.seed", 20_261_122);

  /** What the specification allows. */
  private static final Duration RESUMES = Duration.ofSeconds(30);

  /** From here on faults are those of the long form. */
  private static final int LONG = 60;

  private final Path folder;
  private final BrokerCluster cluster;

  ClusterFaultsIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.cluster = BrokerCluster.start(folder);
  }

  @AfterAll
  void stopCluster() throws Exception {
    cluster.close();
  }

  @Test
  void losesAndRepeatsNothingWhenBrokersAreKilled() throws Exception {
    List<Aim> faults = new ArrayList<>(Collections.nCopies(KILLS, ClusterFaults.leaderKilled()));
    if (DOWN > 0) {
      faults.add(ClusterFaults.allDown(Duration.ofSeconds(DOWN)));
    }

    OutageRun.Result result = run("brokers", saccade(), faults);

    evidence("brokers", "", result).figure("kills", KILLS).figure("all down for s", DOWN).save();
    requireExactlyOnce(result, faults.size());
    assertThat(cluster.transactionVersion()).isEqualTo(2);
  }

  @Test
  void losesAndRepeatsNothingWhenTheNetworkFails() throws Exception {
    List<Aim> faults = new ArrayList<>();
    faults.add(ClusterFaults.resetStorm(Duration.ofSeconds(STORM), SEED));
    if (DROPPED >= LONG) {
      faults.add(ClusterFaults.dropped(Duration.ofSeconds(10)));
      faults.add(ClusterFaults.dropped(Duration.ofSeconds(60)));
      faults.add(ClusterFaults.oneWay(Way.REQUESTS, Duration.ofSeconds(20)));
      faults.add(ClusterFaults.oneWay(Way.RESPONSES, Duration.ofSeconds(20)));
      faults.add(ClusterFaults.late(Duration.ofMillis(300), Duration.ofSeconds(20)));
      faults.add(ClusterFaults.halfOpen());
    }
    faults.add(ClusterFaults.dropped(Duration.ofSeconds(DROPPED)));

    OutageRun.Result result = run("network", saccade(), faults);

    evidence("network", "", result).figure("dropped for s", DROPPED).save();
    requireExactlyOnce(result, faults.size());
  }

  @Test
  void seesANaiveProcessorLoseEventsWhenTheNetworkFails() throws Exception {
    Duration beyondItsSession = Duration.ofSeconds(5);

    OutageRun.Result result =
        run("naive", new NaiveProgram(), List.of(ClusterFaults.dropped(beyondItsSession)));

    evidence("network", "naive", result).figure("dropped for s", 5).save();
    assertThat(result.leastLag()).isPositive();
    assertThat(result.live().lost()).as("live: %s", result.live()).isPositive();
    assertThat(result.afterwards().lost()).isPositive();
  }

  private SaccadeProgram saccade() throws Exception {
    SaccadeProgram program = SaccadeProgram.of(folder, "exactly_once_v2");
    // The long form is run with the times that operators have.
    return DROPPED < LONG
        ? program
        : program
            .with("session.timeout", "10s")
            .with("kafka.producer.transaction.timeout.ms", "60000");
  }

  private OutageRun.Result run(String name, Program program, List<Aim> faults) throws Exception {
    OutageRun.Result result = new OutageRun(cluster, name, program, WAVE, SEED).run(faults, folder);
    System.out.printf("%s: seed=%d %s %s%n", name, SEED, result.struck(), result.afterwards());
    return result;
  }

  private static Evidence evidence(String promise, String part, OutageRun.Result result) {
    return Evidence.of(promise)
        .part(part)
        .figures(result.afterwards())
        .figure("faults", result.struck().size())
        .figure("least lag at a fault", result.leastLag())
        .figure("slowest resumption s", result.slowest().toMillis() / 1e3)
        .seed(SEED);
  }

  private static void requireExactlyOnce(OutageRun.Result result, int faults) {
    assertThat(result.struck()).hasSize(faults).allMatch(struck -> struck.lag() > 0);
    assertThat(result.live().exactlyOnce()).as("live: %s", result.live()).isTrue();
    assertThat(result.afterwards()).isEqualTo(result.live());
    assertThat(result.afterwards().inputs()).isEqualTo(2L * WAVE * faults);
    assertThat(result.afterwards().outputs().keySet())
        .as("no failures")
        .noneMatch(topic -> topic.endsWith("-failures"));
    assertThat(result.slowest()).as("%s", result.struck()).isLessThanOrEqualTo(RESUMES);
  }
}
