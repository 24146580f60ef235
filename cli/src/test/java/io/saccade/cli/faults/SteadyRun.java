package io.saccade.cli.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Three instances under a steady load, with a verifier beside them and somebody who measures how
 * long no predictions come.
 */
final class SteadyRun implements AutoCloseable {

  static final int RATE = Integer.getInteger("faults.rate", 240);
  private static final int INSTANCES = 3;
  private static final Duration START = Duration.ofMinutes(2);
  // Longer than the transactions that dead instances leave open.
  private static final Duration READ = Duration.ofSeconds(30);

  private final Stage stage;
  private final Random random;
  private final BrokerView broker;
  private final Fleet fleet;
  private final EventLoad events;
  private final Verifier live;
  private final PredictionGaps made;
  private final PredictionGaps seen;
  private final SteadyLoad load;

  /** An instance that has work to do, and what it works on. */
  record Victim(String client, Set<TopicPartition> partitions) {}

  /**
   * How long partitions lay idle.
   *
   * @param made until predictions were made again
   * @param seen until somebody saw some who reads what is committed
   */
  record Gap(Duration made, Duration seen) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%.1f s (%.1f s)", made.toMillis() / 1e3, seen.toMillis() / 1e3);
    }
  }

  /** Returns when all instances work under load. */
  SteadyRun(Stage stage, Program program, Path folder, long seed) throws Exception {
    this.stage = stage;
    random = new Random(seed);
    broker = new BrokerView(stage);
    fleet = new Fleet(stage, program, folder);
    broker.createTopics();
    for (String client : clients()) {
      fleet.start(client);
    }
    awaitOwners(clients()::equals, START);
    events = new EventLoad(stage, seed);
    live = Verifier.start(stage);
    made = PredictionGaps.start(stage, IsolationLevel.READ_UNCOMMITTED);
    seen = PredictionGaps.start(stage, IsolationLevel.READ_COMMITTED);
    load = new SteadyLoad(events, Long.MAX_VALUE, RATE);
    awaitPast(ends(images()), START);
  }

  Fleet fleet() {
    return fleet;
  }

  /** The instances that there are, unless somebody has ended them. */
  Set<String> clients() {
    return IntStream.range(0, INSTANCES)
        .mapToObj(fleet::client)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Random random() {
    return random;
  }

  BrokerView broker() {
    return broker;
  }

  /** Waits until the partitions are shared by such clients and no others. */
  void awaitOwners(Predicate<Set<String>> clients, Duration deadline) throws Exception {
    Eventually.holds(
        "the partitions are shared",
        deadline,
        () -> {
          fleet.requireAlive();
          return broker
              .owners()
              .map(
                  owners ->
                      clients.test(owners.keySet())
                          && owners.values().stream().noneMatch(Set::isEmpty)
                          && owners.values().stream().mapToInt(Set::size).sum() == Stage.PARTITIONS)
              .orElse(false);
        });
  }

  /** One of the instances, at a moment at which it has something to do; gaps count from now on. */
  Victim victim() throws Exception {
    awaitOwners(clients()::equals, START);
    String client = List.copyOf(clients()).get(random.nextInt(INSTANCES));
    made.forget();
    seen.forget();
    return Eventually.get(
        "an instance has work to be struck at (otherwise the run is not valid)",
        START,
        () -> {
          Set<TopicPartition> own =
              broker.owners().map(owners -> owners.getOrDefault(client, Set.of())).orElse(Set.of());
          return !own.isEmpty() && broker.lag(own) > 0
              ? Optional.of(new Victim(client, own))
              : Optional.empty();
        });
  }

  /** Waits until events that come now are predicted again; how long there were none. */
  Gap awaitResumed(Victim victim, Duration deadline) throws Exception {
    awaitPast(ends(victim.partitions()), deadline);
    return new Gap(made.longest(victim.partitions()), seen.longest(victim.partitions()));
  }

  /** Ends the load, and judges when all is done. */
  Verdict finish(Duration drain) throws Exception {
    load.close();
    Eventually.holds(
        "every event is committed",
        drain,
        () -> {
          fleet.requireAlive();
          return broker.lag() == 0;
        });
    Verdict verdict = live.verdict(broker, READ);
    Verdict afterwards = Verifier.judge(stage, broker, READ);
    if (!afterwards.equals(verdict)) {
      throw new AssertionError("live: " + verdict + "\nafterwards: " + afterwards);
    }
    return verdict;
  }

  @Override
  public void close() {
    load.close();
    events.close();
    fleet.close();
    live.close();
    made.close();
    seen.close();
    broker.close();
  }

  private Set<TopicPartition> images() {
    return BrokerView.partitions(List.of(stage.images()));
  }

  private void awaitPast(Map<TopicPartition, Long> ends, Duration deadline) throws Exception {
    Eventually.holds(
        "events that came now are predicted",
        deadline,
        () -> made.isPast(ends) && seen.isPast(ends));
  }

  /** Where the partitions end, those of which nothing came left out. */
  private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) throws Exception {
    Map<TopicPartition, Long> ends =
        new HashMap<>(broker.ends(partitions, IsolationLevel.READ_UNCOMMITTED));
    ends.values().removeIf(end -> end == 0);
    return ends;
  }
}
