package io.saccade.cli.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * One run under faults of brokers or network: three instances work on waves of events, and each
 * fault strikes while events of the partitions that it hits are still to be done. More events are
 * published when it ends, so that what is committed after it is never only what was under way.
 *
 * @param name of the run, and of its topics and group
 * @param wave how many events are published before each fault, and after it
 */
record OutageRun(BrokerCluster cluster, String name, Program program, int wave, long seed) {

  private static final int INSTANCES = 3;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STRIKE = Duration.ofSeconds(60);
  private static final Duration RESUME = Duration.ofMinutes(4);
  private static final Duration DRAIN = Duration.ofMinutes(4);
  private static final Duration READ = Duration.ofMinutes(2);

  /**
   * One fault, as it was.
   *
   * @param lag how many events were still to be done where it struck
   * @param resumed from its end until the first commit after it, there
   */
  record Struck(String fault, long lag, Duration resumed) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%s: lag=%d resumed=%.1fs", fault, lag, resumed.toMillis() / 1e3);
    }
  }

  /**
   * What came of a run.
   *
   * @param live what the consumer saw that read beside the load
   * @param afterwards what a consumer saw that read everything once more
   */
  record Result(Verdict live, Verdict afterwards, List<Struck> struck) {

    Duration slowest() {
      return struck.stream().map(Struck::resumed).max(Duration::compareTo).orElseThrow();
    }

    long leastLag() {
      return struck.stream().mapToLong(Struck::lag).min().orElseThrow();
    }
  }

  Result run(List<ClusterFault.Aim> faults, Path folder) throws Exception {
    Stage stage = cluster.stage(name);
    ExecutorService publisher = Executors.newSingleThreadExecutor();
    try (BrokerView broker = new BrokerView(stage);
        Fleet fleet = new Fleet(cluster.behindProxies(stage), program, folder)) {
      broker.createTopics();
      try (EventLoad load = new EventLoad(stage, seed);
          Verifier live = Verifier.start(stage)) {
        startAll(fleet, broker);
        Scene scene = new Scene(stage, fleet, broker, load, publisher);
        List<Struck> struck = new ArrayList<>();
        for (ClusterFault.Aim fault : faults) {
          struck.add(strike(fault, scene));
          System.out.println(name + ": " + struck.get(struck.size() - 1));
        }
        Verdict seen = live.verdict(broker, READ);
        return new Result(seen, Verifier.judge(stage, broker, READ), struck);
      }
    } finally {
      publisher.shutdownNow();
    }
  }

  private record Scene(
      Stage stage, Fleet fleet, BrokerView broker, EventLoad load, ExecutorService publisher) {

    Future<?> publish(int count) {
      return publisher.submit(
          () -> {
            load.publish(count);
            return null;
          });
    }

    long done(Set<TopicPartition> partitions, Duration deadline, long moreThan) throws Exception {
      return Eventually.get(
          "more than " + moreThan + " events are committed",
          deadline,
          () -> {
            fleet.requireAlive();
            return answered(() -> broker.done(partitions)).filter(done -> done > moreThan);
          });
    }

    void awaitDrained() throws Exception {
      Eventually.holds(
          "every event is committed",
          DRAIN,
          () -> {
            fleet.requireAlive();
            return answered(broker::lag).filter(lag -> lag == 0).isPresent();
          });
    }
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

  private Struck strike(ClusterFault.Aim aim, Scene scene) throws Exception {
    ClusterFault fault = aim.at(cluster, scene.stage());
    Future<?> before = scene.publish(wave);
    long lag =
        Eventually.get(
            "there is work to be stopped at (otherwise the run is not valid)",
            STRIKE,
            () -> Optional.of(scene.broker().lag(fault.hit())).filter(left -> left > wave / 20));
    fault.strike().run();
    long struck = System.nanoTime();
    Eventually.holds(
        fault.name(),
        fault.lasts().plusMinutes(1),
        () -> {
          scene.fleet().requireAlive();
          return System.nanoTime() - struck >= fault.lasts().toNanos();
        });
    for (int i = 0; i < INSTANCES; i++) {
      amid.check(scene.fleet().process(scene.fleet().client(i)));
    }
    long ended = System.nanoTime();
    fault.end().run();
    Future<?> after = scene.publish(wave);
    long done = scene.done(fault.hit(), RESUME, -1);
    scene.done(fault.hit(), RESUME, done);
    Duration resumed = Duration.ofNanos(System.nanoTime() - ended);
    before.get();
    after.get();
    fault.after().run();
    scene.awaitDrained();
    return new Struck(fault.name(), lag, resumed);
  }

  /** Nothing while the brokers that are asked are away. */
  private static <T> Optional<T> answered(Callable<T> question) throws Exception {
    try {
      return Optional.of(question.call());
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
