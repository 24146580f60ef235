package io.saccade.cli.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.faults.BrokerView;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.faults.Fleet;
import io.saccade.cli.faults.SandboxProcess;
import io.saccade.processor.release.IssuedRelease;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Many operators who contradict one another: all instances agree on the last of them, soon. */
@ExtendWith(SharedSandbox.class)
final class ContradictoryReleasesIT {

  private static final int CLIENTS = 8;
  private static final int EACH = Integer.getInteger("releases.contradictions", 25);
  private static final int INSTANCES = 3;
  private static final int GOOD = 4;

  /** Events flow all the while, but leave the machine time to load: loads yield to lanes. */
  private static final int BACKLOG = 10;

  private static final String REFUSED = "0".repeat(64);
  private static final long SEED = 20_261_126;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration DRAIN = Duration.ofMinutes(2);

  /** What the specification allows. */
  private static final Duration AGREEMENT = Duration.ofSeconds(10);

  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

  @Test
  void allInstancesAgreeOnTheLast(SandboxProcess sandbox, @TempDir Path folder) throws Exception {
    ReleaseStage stage = ReleaseStage.in(sandbox, "contradictions");
    try (BrokerView broker = new BrokerView(stage.events());
        Fleet fleet = new Fleet(stage.events(), stage.program(folder), folder)) {
      stage.createTopics(broker);
      try (StatusLog statuses = StatusLog.follow(stage);
          Operator operator = new Operator(stage);
          Traffic traffic = Traffic.start(stage.events(), broker, SEED, BACKLOG)) {
        start(fleet, statuses);
        List<BundleVersion> versions = versions(new Versions(folder.resolve("versions")));
        long began = System.nanoTime();
        IssuedRelease last = storm(stage, versions);
        Duration storm = Duration.ofNanos(System.nanoTime() - began);
        Duration took = awaitAgreement(fleet, statuses, last.offset(), accepted(last));
        System.out.printf(
            "contradictory releases: %d in %.1f s; agreed on %s %d ms after the last%n",
            CLIENTS * EACH, storm.toMillis() / 1e3, served(statuses), took.toMillis());

        agreesThoughTheLastIsRefused(fleet, statuses, operator, versions);
        seesAnInstanceThatLagsBehind(fleet, statuses, operator, versions.get(0));
        traffic.stop();
        Eventually.holds("every event is committed", DRAIN, () -> broker.lag() == 0);
        for (int i = 0; i < INSTANCES; i++) {
          assertThat(fleet.process(fleet.client(i)).output())
              .doesNotContain("stream thread died", " ERROR ");
        }
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private static void start(Fleet fleet, StatusLog statuses) throws Exception {
    for (int i = 0; i < INSTANCES; i++) {
      fleet.start(fleet.client(i));
    }
    Eventually.holds(
        "every instance serves",
        START,
        () -> {
          fleet.requireAlive();
          Collection<ModelStatus> all = statuses.latest().values();
          return all.size() == INSTANCES && all.stream().allMatch(Settled::isServing);
        });
  }

  /** Some that are accepted, and one that is not what its hash says. */
  private static List<BundleVersion> versions(Versions made) throws Exception {
    List<BundleVersion> versions = new ArrayList<>();
    for (int i = 0; i < GOOD; i++) {
      versions.add(made.make("good-" + i));
    }
    versions.add(new BundleVersion("bad", made.place("good-0").toString(), REFUSED));
    return versions;
  }

  private IssuedRelease storm(ReleaseStage stage, List<BundleVersion> versions) throws Exception {
    List<Future<IssuedRelease>> running = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      ContradictoryClient client = new ContradictoryClient(stage, versions, i, SEED);
      running.add(clients.submit(() -> client.issue(EACH)));
    }
    IssuedRelease last = running.get(0).get();
    for (Future<IssuedRelease> future : running) {
      last = future.get().isAfter(last) ? future.get() : last;
    }
    return last;
  }

  /** The primary that all must serve, unless the release names one that is refused. */
  private static Optional<BundleVersion> accepted(IssuedRelease issued) {
    ModelRelease release = issued.release();
    return release.toString().contains(REFUSED)
        ? Optional.empty()
        : Optional.of(release.getPrimary());
  }

  /** Waits until all are done with this release, and serve this version or at least the same. */
  private static Duration awaitAgreement(
      Fleet fleet, StatusLog statuses, long offset, Optional<BundleVersion> version)
      throws Exception {
    long from = System.nanoTime();
    try {
      Eventually.holds(
          "all instances agree on " + offset,
          AGREEMENT,
          () -> {
            fleet.requireAlive();
            return agree(statuses, offset, version);
          });
    } catch (AssertionError e) {
      throw new AssertionError(
          "not agreed on %s at %d: %s".formatted(version, offset, statuses.latest()), e);
    }
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private static boolean agree(StatusLog statuses, long offset, Optional<BundleVersion> version) {
    long done =
        statuses.all().stream()
            .filter(status -> status.getReleaseOffset() == offset)
            .filter(status -> Settled.isServing(status) || Settled.refusal(status).isPresent())
            .map(ModelStatus::getInstance)
            .distinct()
            .count();
    Collection<ModelStatus> latest = statuses.latest().values();
    return done == INSTANCES
        && latest.stream().allMatch(Settled::isQuiet)
        && served(statuses).size() == 1
        && latest.stream()
            .allMatch(
                status ->
                    version.isEmpty()
                        || Settled.serving(status).equals(version.map(BundleVersion::getSha256)));
  }

  private static Set<String> served(StatusLog statuses) {
    return statuses.latest().values().stream().map(Settled::serves).collect(Collectors.toSet());
  }

  /** How far an instance was with the one before must make no difference. */
  private static void agreesThoughTheLastIsRefused(
      Fleet fleet, StatusLog statuses, Operator operator, List<BundleVersion> versions)
      throws Exception {
    for (BundleVersion version : versions.subList(0, 2)) {
      Issued unused = operator.issue(version);
      Issued refused = operator.issue(versions.get(GOOD));
      Duration took = awaitAgreement(fleet, statuses, refused.offset(), Optional.of(version));
      System.out.printf("after a refusal: agreed within %d ms%n", took.toMillis());
    }
  }

  /** The control: an instance that is held up is seen to disagree, and agrees when it goes on. */
  private static void seesAnInstanceThatLagsBehind(
      Fleet fleet, StatusLog statuses, Operator operator, BundleVersion version) throws Exception {
    fleet.process(fleet.client(0)).signal("STOP");
    Issued release;
    try {
      release = operator.issue(version);
      for (int i = 1; i < INSTANCES; i++) {
        statuses.awaitServing(fleet.client(i), 0, release, AGREEMENT);
      }
      assertThat(agree(statuses, release.offset(), Optional.empty())).isFalse();
    } finally {
      fleet.process(fleet.client(0)).signal("CONT");
    }
    Duration unused = awaitAgreement(fleet, statuses, release.offset(), Optional.of(version));
  }
}
