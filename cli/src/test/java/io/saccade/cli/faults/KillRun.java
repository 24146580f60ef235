package io.saccade.cli.faults;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
 * turns out to have struck an instance with nothing left to do proves nothing: it is made, but does
 * not count, and another has to be.
 */
record KillRun(Stage stage, Program program, Plan plan) {

  /**
   * What is done to it.
   *
   * @param events how many events are published in all
   * @param kills how many instances are killed
   * @param amid how many of them amid a batch, at least: only Saccade says when that is; where
   *     events come evenly, their images take long for it
   * @param rate how many events a second, or 0 for each wave at once
   * @param seed of images, keys and victims
   * @param afterCommit whether a victim has to have committed something of the wave that it is
   *     killed in
   */
  record Plan(int events, int kills, int amid, int rate, long seed, boolean afterCommit) {

    Plan(int events, int kills, int amid, int rate, long seed) {
      this(events, kills, amid, rate, seed, false);
    }
  }

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
   * @param struck how each kill struck
   * @param took from the first event until all were committed
   */
  record Result(Verdict live, Verdict afterwards, List<Strike> struck, Duration took) {

    /** How many events the victim of each kill left undone. */
    List<Long> lags() {
      return struck.stream().map(Strike::left).toList();
    }

    /** How many of the kills were amid a batch. */
    long amid() {
      return struck.stream().filter(strike -> strike.inEngine() > 0).count();
    }

    /** How long before its death a victim had said, at most, what it was at. */
    Duration longestSinceAsked() {
      return struck.stream().map(Strike::sinceAsked).max(Duration::compareTo).orElseThrow();
    }

    String summary(KillRun run) {
      return String.format(
          Locale.ROOT,
          "%s: seed=%d kills=%d %s %s took=%.1fs (%.0f events/s)",
          run.stage.name(),
          run.plan.seed(),
          struck.size(),
          struck,
          afterwards,
          took.toMillis() / 1e3,
          afterwards.inputs() * 1e3 / took.toMillis());
    }
  }

  /**
   * One kill.
   *
   * @param left how many events the victim left undone
   * @param inEngine how many images it had said were in its engine, with a lane at work on them,
   *     before it was killed; 0 where it was not asked, or none
   * @param sinceAsked how long before that was
   */
  record Strike(long left, long inEngine, Duration sinceAsked) {

    @Override
    public String toString() {
      return inEngine == 0
          ? Long.toString(left)
          : "%d(%d, %d ms)".formatted(left, inEngine, sinceAsked.toMillis());
    }
  }

  Result run(Path folder) throws Exception {
    ExecutorService publisher = Executors.newSingleThreadExecutor();
    try (BrokerView broker = new BrokerView(stage);
        Fleet fleet = new Fleet(stage, program, folder)) {
      broker.createTopics();
      try (EventLoad load = load();
          Verifier live = Verifier.start(stage)) {
        startAll(fleet, broker);
        long started = System.nanoTime();
        List<Strike> struck = loadAndKill(fleet, broker, load, publisher);
        Eventually.holds("every event is committed", DRAIN, () -> isDrained(fleet, broker));
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        Verdict seen = live.verdict(broker, READ);
        return new Result(seen, Verifier.judge(stage, broker, READ), struck, took);
      }
    } finally {
      publisher.shutdownNow();
    }
  }

  private EventLoad load() throws Exception {
    return plan.rate() > 0 && plan.amid() > 0
        ? EventLoad.ofLargeImages(stage, plan.seed())
        : new EventLoad(stage, plan.seed());
  }

  private static boolean isDrained(Fleet fleet, BrokerView broker) throws Exception {
    fleet.requireAlive();
    return broker.lag() == 0;
  }

  private void startAll(Fleet fleet, BrokerView broker) throws Exception {
    for (int i = 0; i < INSTANCES; i++) {
      fleet.start(fleet.client(i));
    }
    awaitOwners(fleet, broker);
  }

  private static void awaitOwners(Fleet fleet, BrokerView broker) throws Exception {
    Eventually.holds(
        "every instance has partitions",
        START,
        () -> {
          fleet.requireAlive();
          return broker.owners().map(owners -> owners.size() == INSTANCES).orElse(false);
        });
  }

  private List<Strike> loadAndKill(
      Fleet fleet, BrokerView broker, EventLoad load, ExecutorService publisher) throws Exception {
    Random random = new Random(plan.seed());
    List<Strike> struck = new ArrayList<>();
    int share = plan.events() / (plan.kills() + 1);
    int left = plan.events();
    for (int i = 0; i < plan.kills(); i++) {
      // Where events come evenly, those who have caught up never have many to do.
      int least = plan.rate() == 0 ? 1 + random.nextInt(share / 20) : 1;
      Choice choice =
          new Choice(random.nextInt(INSTANCES), least, i < plan.amid(), plan.afterCommit());
      Optional<Strike> strike = Optional.empty();
      // A wave that was done before anybody was found to be killed is followed by another.
      for (int wave = share / 2; strike.isEmpty(); wave = share / 4) {
        int next = Math.min(wave, left);
        if (next == 0) {
          throw new AssertionError("not a valid run: all was done before the kills were");
        }
        left -= next;
        if (plan.rate() > 0) {
          // What comes evenly is done by the others before the group has settled again.
          awaitOwners(fleet, broker);
        }
        Future<?> published = publisher.submit(() -> publish(load, next));
        strike = strike(fleet, broker, choice, published);
        published.get();
      }
      struck.add(strike.get());
    }
    publish(load, left);
    return struck;
  }

  private Void publish(EventLoad load, int count) throws Exception {
    if (plan.rate() == 0) {
      load.publish(count);
    } else {
      try (SteadyLoad steady = new SteadyLoad(load, count, plan.rate())) {
        steady.await();
      }
    }
    return null;
  }

  /**
   * Which of the instances is to be killed, with how much to do, whether amid a batch, and whether
   * after a commit.
   */
  private record Choice(int number, long leastLag, boolean amid, boolean afterCommit) {}

  private record Target(String client, Set<TopicPartition> partitions) {}

  /**
   * Kills an instance that has at least so many events to do, and says how it struck; empty where
   * all is published and done before, or was done between the look and the blow.
   */
  private static Optional<Strike> strike(
      Fleet fleet, BrokerView broker, Choice choice, Future<?> published) throws Exception {
    Map<Target, Long> begun = new HashMap<>();
    Optional<Struck> found =
        Eventually.get(
            "an instance has work to be killed at (otherwise the run is not valid)",
            STRIKE,
            () -> {
              fleet.requireAlive();
              Optional<Struck> struck = Optional.empty();
              Optional<Target> target = target(broker, choice);
              if (target.isPresent() && hasCommitted(broker, target.get(), choice, begun)) {
                struck = kill(fleet, target.get(), choice);
              }
              return struck.isPresent() || (published.isDone() && broker.lag() == 0)
                  ? Optional.of(struck)
                  : Optional.empty();
            });
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Struck struck = found.get();
    long left = broker.lag(struck.target().partitions());
    fleet.start(struck.target().client());
    if (left == 0) {
      System.out.println(struck.target().client() + " had nothing left to do: does not count");
      return Optional.empty();
    }
    return Optional.of(new Strike(left, struck.inEngine(), struck.sinceAsked()));
  }

  /** Whether an instance has committed anything since it was looked at first, if it has to. */
  private static boolean hasCommitted(
      BrokerView broker, Target target, Choice choice, Map<Target, Long> begun) throws Exception {
    if (!choice.afterCommit()) {
      return true;
    }
    long done = broker.done(target.partitions());
    return done > begun.computeIfAbsent(target, any -> done);
  }

  private record Struck(Target target, long inEngine, Duration sinceAsked) {}

  /** Kills it, if need be only where it has just said that it is at a batch. */
  private static Optional<Struck> kill(Fleet fleet, Target target, Choice choice) throws Exception {
    if (!choice.amid()) {
      fleet.kill(target.client());
      return Optional.of(new Struck(target, 0, Duration.ZERO));
    }
    URI http = Scrape.address(fleet.process(target.client()));
    long asked = System.nanoTime();
    Scrape scrape = Scrape.of(http);
    long pending = (long) scrape.sum("saccade_pending_images");
    if (pending == 0 || scrape.sum("saccade_lanes_busy") == 0) {
      return Optional.empty();
    }
    Duration since = Duration.ofNanos(System.nanoTime() - asked);
    fleet.kill(target.client());
    return Optional.of(new Struck(target, pending, since));
  }

  private static Optional<Target> target(BrokerView broker, Choice choice) throws Exception {
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
    Target target = targets.get(choice.number() % targets.size());
    return broker.lag(target.partitions()) < choice.leastLag()
        ? Optional.empty()
        : Optional.of(target);
  }
}
