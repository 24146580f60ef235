package io.saccade.cli.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;

/**
 * One run under kills: instances work on waves of events; in each wave but the last one of them is
 * killed while events of its own partitions are still to be done, and started again. A kill that
 * strikes an instance with nothing left to do proves nothing, and makes the run invalid.
 *
 * @param events how many events are published in all
 * @param kills how many instances are killed
 * @param seed of images, keys and victims
 */
record KillRun(Stage stage, Program program, int events, int kills, long seed) {

  private static final int INSTANCES = 3;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STRIKE = Duration.ofSeconds(60);
  private static final Duration DRAIN = Duration.ofMinutes(3);
  // Longer than the transactions that dead instances leave open.
  private static final Duration READ = Duration.ofSeconds(30);

  /**
   * What came of a run.
   *
   * @param live what the consumer saw that read beside the load
   * @param afterwards what a consumer saw that read everything once more
   * @param lags how many events the victim of each kill left undone
   * @param took from the first event until all were committed
   */
  record Result(Verdict live, Verdict afterwards, List<Long> lags, Duration took) {

    String summary(KillRun run) {
      return String.format(
          Locale.ROOT,
          "%s: seed=%d kills=%d lag at kills=%s %s took=%.1fs (%.0f events/s)",
          run.stage.name(),
          run.seed,
          lags.size(),
          lags,
          afterwards,
          took.toMillis() / 1e3,
          afterwards.inputs() * 1e3 / took.toMillis());
    }
  }

  Result run(Path folder) throws Exception {
    ExecutorService publisher = Executors.newSingleThreadExecutor();
    try (BrokerView broker = new BrokerView(stage);
        Fleet fleet = new Fleet(stage, program, folder)) {
      broker.createTopics();
      try (EventLoad load = new EventLoad(stage, seed);
          Verifier live = Verifier.start(stage)) {
        startAll(fleet, broker);
        long started = System.nanoTime();
        List<Long> lags = loadAndKill(fleet, broker, load, publisher);
        Eventually.holds("every event is committed", DRAIN, () -> isDrained(fleet, broker));
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        Verdict seen = live.verdict(broker, READ);
        return new Result(seen, Verifier.judge(stage, broker, READ), lags, took);
      }
    } finally {
      publisher.shutdownNow();
    }
  }

  private static boolean isDrained(Fleet fleet, BrokerView broker) throws Exception {
    fleet.requireAlive();
    return broker.lag() == 0;
  }

  private void startAll(Fleet fleet, BrokerView broker) throws Exception {
    for (int i = 0; i < INSTANCES; i++) {
      fleet.start(fleet.client(i));
    }
    Eventually.holds(
        "every instance has partitions",
        START,
        () -> {
          fleet.requireAlive();
          return broker.owners().map(owners -> owners.size() == INSTANCES).orElse(false);
        });
  }

  private List<Long> loadAndKill(
      Fleet fleet, BrokerView broker, EventLoad load, ExecutorService publisher) throws Exception {
    Random random = new Random(seed);
    List<Long> lags = new ArrayList<>();
    int wave = events / (kills + 1);
    for (int i = 0; i < kills; i++) {
      Future<?> published = publisher.submit(() -> publish(load, wave));
      lags.add(strike(fleet, broker, random.nextInt(INSTANCES), 1 + random.nextInt(wave / 20)));
      published.get();
    }
    load.publish(events - kills * wave);
    return lags;
  }

  private static Void publish(EventLoad load, int count) throws Exception {
    load.publish(count);
    return null;
  }

  private record Target(String client, Set<TopicPartition> partitions) {}

  /** Kills an instance that has at least so many events to do; returns how many it left. */
  private static long strike(Fleet fleet, BrokerView broker, int choice, long leastLag)
      throws Exception {
    Target target =
        Eventually.get(
            "an instance has work to be killed at (otherwise the run is not valid)",
            STRIKE,
            () -> {
              fleet.requireAlive();
              return target(broker, choice, leastLag);
            });
    fleet.kill(target.client());
    long left = broker.lag(target.partitions());
    if (left == 0) {
      throw new AssertionError(
          "not a valid run: %s was killed when it had nothing left to do"
              .formatted(target.client()));
    }
    fleet.start(target.client());
    return left;
  }

  private static Optional<Target> target(BrokerView broker, int choice, long leastLag)
      throws Exception {
    Optional<Map<String, Set<TopicPartition>>> owners = broker.owners();
    if (owners.isEmpty()) {
      return Optional.empty();
    }
    List<Target> targets = new ArrayList<>();
    new TreeMap<>(owners.get())
        .forEach(
            (client, partitions) -> {
              if (!partitions.isEmpty()) {
                targets.add(new Target(client, partitions));
              }
            });
    Target target = targets.get(choice % targets.size());
    return broker.lag(target.partitions()) < leastLag ? Optional.empty() : Optional.of(target);
  }
}
