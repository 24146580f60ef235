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

  private static final int RATE = Integer.getInteger("faults.rate", 200);
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
  void losesAndRepeatsNothingWhenBrokersAreKilledAndTheNetworkFails() throws Exception {
    List<Aim> network = network();
    List<Aim> all = new ArrayList<>(network);
    all.addAll(brokers());

    OutageRun.Result result = run("saccade", saccade(), all, ProcessorAnswers::requireAlive);

    List<OutageRun.Struck> struck = result.struck();
    evidence("network", result, struck.subList(0, network.size()))
        .figure("dropped for s", DROPPED)
        .save();
    evidence("brokers", result, struck.subList(network.size(), struck.size()))
        .figure("kills", KILLS)
        .figure("all down for s", DOWN)
        .save();
    assertThat(struck).hasSize(all.size()).allMatch(fault -> fault.lag() > 0);
    assertThat(result.live().exactlyOnce()).as("live: %s", result.live()).isTrue();
    assertThat(result.afterwards()).isEqualTo(result.live());
    assertThat(result.afterwards().inputs()).isEqualTo(result.published());
    assertThat(result.afterwards().outputsOf("saccade-failures")).isZero();
    assertThat(OutageRun.slowest(struck)).as("%s", struck).isLessThanOrEqualTo(RESUMES);
    assertThat(cluster.transactionVersion()).isEqualTo(2);
  }

  @Test
  void seesANaiveProcessorLoseEventsWhenTheNetworkFails() throws Exception {
    Aim beyondItsSession = ClusterFaults.dropped(Duration.ofSeconds(5));

    OutageRun.Result result =
        run("naive", new NaiveProgram(), List.of(beyondItsSession), process -> {});

    evidence("network", result, result.struck())
        .part("naive baseline")
        .figure("dropped for s", 5)
        .save();
    assertThat(result.struck()).hasSize(1).allMatch(fault -> fault.lag() > 0);
    assertThat(result.afterwards().inputs()).isEqualTo(result.published());
    assertThat(result.live().lost()).as("live: %s", result.live()).isPositive();
    assertThat(result.afterwards().lost()).isPositive();
  }

  private static List<Aim> network() {
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
    return faults;
  }

  private static List<Aim> brokers() {
    List<Aim> faults = new ArrayList<>(Collections.nCopies(KILLS, ClusterFaults.leaderKilled()));
    if (DOWN > 0) {
      faults.add(ClusterFaults.allDown(Duration.ofSeconds(DOWN)));
    }
    return faults;
  }

  private SaccadeProgram saccade() throws Exception {
    SaccadeProgram program = SaccadeProgram.of(folder, "exactly_once_v2").with("http.port", "0");
    // The long form is run with the times that operators have.
    return DROPPED < LONG
        ? program
        : program
            .with("session.timeout", "10s")
            .with("kafka.producer.transaction.timeout.ms", "60000");
  }

  private OutageRun.Result run(
      String name, Program program, List<Aim> faults, OutageRun.Question amid) throws Exception {
    OutageRun.Result result =
        new OutageRun(cluster, name, program, RATE, SEED).run(faults, amid, folder);
    System.out.printf("%s: seed=%d %s %s%n", name, SEED, result.struck(), result.afterwards());
    return result;
  }

  private static Evidence evidence(
      String promise, OutageRun.Result result, List<OutageRun.Struck> struck) {
    return Evidence.of(promise)
        .figures(result.afterwards())
        .figure("faults", struck.size())
        .figure(
            "least lag at a fault",
            struck.stream().mapToLong(OutageRun.Struck::lag).min().orElseThrow())
        .figure("slowest resumption s", OutageRun.slowest(struck).toMillis() / 1e3)
        .seed(SEED);
  }
}
