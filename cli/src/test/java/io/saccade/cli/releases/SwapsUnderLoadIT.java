package io.saccade.cli.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.faults.BrokerView;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.faults.Fleet;
import io.saccade.cli.faults.SandboxProcess;
import io.saccade.cli.faults.Verdict;
import io.saccade.cli.faults.Verifier;
import io.saccade.cli.replay.ReplayView;
import io.saccade.model.bundle.Bundle;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Versions are swapped again and again while events flow, and meanwhile an instance joins and
 * another leaves: nothing is lost or repeated, each partition goes from each version to the next
 * and never back, and what replay makes of the statuses is what the predictions say.
 */
@ExtendWith(SharedSandbox.class)
final class SwapsUnderLoadIT {

  private static final int SWAPS = Integer.getInteger("releases.swaps", 15);
  private static final long SEED = 20_261_122;
  private static final int INSTANCES = 2;
  private static final int BACKLOG = 600;
  private static final double SHARE = 30;

  /** Of so many releases one is issued before the one before it serves. */
  private static final int HASTE = 5;

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration SWAP = Duration.ofSeconds(60);
  private static final Duration DRAIN = Duration.ofMinutes(3);

  private static final Duration STOP = Duration.ofSeconds(30);

  private final List<Issued> issued = new ArrayList<>();
  private final List<String> present = new ArrayList<>();

  @Test
  void losesNothingAndNeverGoesBack(SandboxProcess sandbox, @TempDir Path folder) throws Exception {
    ReleaseStage stage = ReleaseStage.in(sandbox, "swaps");
    try (BrokerView broker = new BrokerView(stage.events());
        Fleet fleet = new Fleet(stage.events(), stage.program(folder), folder)) {
      stage.createTopics(broker);
      try (StatusLog statuses = StatusLog.follow(stage);
          AnswerLog answers = AnswerLog.follow(stage);
          Operator operator = new Operator(stage)) {
        issued.add(Issued.start(started(folder)));
        start(fleet, broker);
        long began = System.nanoTime();
        long events;
        try (Traffic traffic = Traffic.start(stage.events(), broker, SEED, BACKLOG)) {
          swap(fleet, operator, statuses, new Versions(folder.resolve("versions")));
          events = traffic.stop();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Eventually.holds("every event is committed", DRAIN, () -> broker.lag() == 0);
        Verdict verdict = Verifier.judge(stage.events(), broker, DRAIN);
        List<Answer> all = answers.await((int) events, DRAIN);

        System.out.printf(
            "swaps under load: %d in %.1f s, versions that answered=%d, %s%n",
            SWAPS, took.toMillis() / 1e3, versions(all), verdict);
        assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
        assertThat(verdict.inputs()).isEqualTo(events);
        requireOrder(all, FirstOffsets.of(statuses.all()), claims(statuses.all()));
        requireReplay(all, stage.events().images(), statuses.all());
        assertThat(versions(all)).isGreaterThan(SWAPS / 2);
      }
    }
  }

  private static BundleVersion started(Path folder) throws Exception {
    Path place = folder.resolve("bundle");
    return Versions.named(Bundle.read(place), place);
  }

  /** Starts them, and waits until both have partitions, for good. */
  private void start(Fleet fleet, BrokerView broker) throws Exception {
    for (int i = 0; i < INSTANCES; i++) {
      join(fleet, i);
    }
    Eventually.holds(
        "every instance has partitions",
        START,
        () -> {
          fleet.requireAlive();
          return broker
              .owners()
              .map(
                  owners ->
                      owners.size() == INSTANCES
                          && owners.values().stream().noneMatch(Set::isEmpty))
              .orElse(false);
        });
  }

  private void join(Fleet fleet, int instance) throws Exception {
    fleet.start(fleet.client(instance));
    present.add(fleet.client(instance));
  }

  private void leave(Fleet fleet, int instance) throws Exception {
    fleet.stop(fleet.client(instance), STOP);
    present.remove(fleet.client(instance));
  }

  /** New primaries, and now and then a canary that becomes the primary. */
  private void swap(Fleet fleet, Operator operator, StatusLog statuses, Versions versions)
      throws Exception {
    BundleVersion primary = issued.get(0).release().getPrimary();
    for (int i = 0; i < SWAPS; i++) {
      BundleVersion next = versions.make("swap-" + i);
      if (i % HASTE == 1) {
        Issued canary = operator.issue(primary, new CanaryVersion(next, SHARE));
        issued.add(canary);
        await(fleet, statuses, canary);
      }
      Issued swap = operator.issue(next);
      issued.add(swap);
      // While the release is on its way.
      if (i == SWAPS / 3) {
        join(fleet, INSTANCES);
      } else if (i == 2 * SWAPS / 3) {
        leave(fleet, 0);
      }
      if (i % HASTE != 2) {
        await(fleet, statuses, swap);
      }
      primary = next;
    }
    await(fleet, statuses, issued.get(issued.size() - 1));
    for (String instance : present) {
      Eventually.holds(
          instance + " has answered of its own partitions",
          SWAP,
          () -> {
            fleet.requireAlive();
            return statuses.all().stream()
                .filter(status -> !status.getFirstOffsets().isEmpty())
                .anyMatch(status -> status.getInstance().equals(instance));
          });
    }
  }

  private void await(Fleet fleet, StatusLog statuses, Issued release) throws Exception {
    fleet.requireAlive();
    for (String instance : present) {
      statuses.awaitServing(instance, 0, release, SWAP);
    }
  }

  /** Who said what, for whoever has to find out why it is wrong. */
  private static String claims(List<ModelStatus> statuses) {
    return statuses.stream()
        .filter(status -> !status.getFirstOffsets().isEmpty())
        .map(
            status ->
                "%s at %s of release %d: %s"
                    .formatted(
                        status.getInstance(),
                        status.getAt(),
                        status.getReleaseOffset(),
                        status.getFirstOffsets()))
        .collect(Collectors.joining("\n"));
  }

  private void requireOrder(List<Answer> all, FirstOffsets told, String claims) {
    AnswerOrder order = new AnswerOrder(issued);
    assertThat(order.violations(all)).isEmpty();
    assertThat(order.violations(all, told)).as(claims).isEmpty();
    assertThat(all).anyMatch(Answer::canary);
    // The very answers, with one of them of a version that was there before: the control.
    List<Answer> spoilt = new ArrayList<>(all);
    spoilt.replaceAll(a -> a.offset() == 20 ? a.by(all.get(all.size() - 1).sha256()) : a);
    assertThat(order.violations(spoilt)).isNotEmpty();
    assertThat(new AnswerOrder(issued.subList(0, 1)).violations(all)).isNotEmpty();
    spoilt = new ArrayList<>(all);
    spoilt.replaceAll(answer -> answer.offset() == 20 ? answer.astray() : answer);
    assertThat(order.violations(spoilt, told)).isNotEmpty();
  }

  /** What replay would have answer each event is what did, through every change of owners. */
  private void requireReplay(List<Answer> all, String topic, List<ModelStatus> statuses) {
    assertThat(new AnswerOrder(issued).violations(all, ReplayView.of(topic, statuses)::releaseOf))
        .isEmpty();
    List<FirstOffset> told =
        statuses.stream().flatMap(status -> status.getFirstOffsets().stream()).toList();
    assertThat(told).allMatch(first -> first.getGeneration() > 0 && first.getSince() != null);
    assertThat(told.stream().map(FirstOffset::getGeneration).distinct().count())
        .as("generations with an owner that said something")
        .isGreaterThan(1);
    assertThat(statuses.stream().filter(status -> !status.getFirstOffsets().isEmpty()))
        .extracting(ModelStatus::getInstance)
        .contains(present.toArray(String[]::new));
  }

  private static long versions(List<Answer> all) {
    return all.stream().map(Answer::sha256).distinct().count();
  }
}
