package io.saccade.cli.faults;

import io.saccade.cli.CliProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * One run under faults of brokers or network: three instances work on a steady load, and each fault
 * strikes while events of the partitions that it hits are still to be done. Events go on to be
 * published beside it, so that what is committed after its end is never only what was under way.
 *
 * @param name of the run, and of its topics and group
 * @param rate how many events are published a second
 */
record OutageRun(BrokerCluster cluster, String name, Program program, int rate, long seed) {

  private static final int INSTANCES = 3;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STRIKE = Duration.ofSeconds(60);
  private static final Duration RESUME = Duration.ofMinutes(4);
  private static final Duration DRAIN = Duration.ofMinutes(4);

  /** More than are published in any run. */
  private static final long MOST = 10_000_000;

  private static final Duration READ = Duration.ofMinutes(2);

  /** What is asked of an instance while a fault lasts. */
  @FunctionalInterface
  interface Question {
    void ask(CliProcess process) throws Exception;
  }

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
   * @param published how many events the brokers took
   * @param live what the consumer saw that read beside the load
   * @param afterwards what a consumer saw that read everything once more
   */
  record Result(long published, Verdict live, Verdict afterwards, List<Struck> struck) {}

  /** The longest that it took to go on. */
  static Duration slowest(List<Struck> struck) {
    return struck.stream().map(Struck::resumed).max(Duration::compareTo).orElseThrow();
  }

  Result run(List<ClusterFault.Aim> faults, Question amid, Path folder) throws Exception {
    Stage stage = cluster.stage(name);
    try (BrokerView broker = new BrokerView(stage);
        Fleet fleet = new Fleet(cluster.behindProxies(stage), program, folder)) {
      broker.createTopics();
      try (EventLoad load = new EventLoad(stage, seed);
          Verifier live = Verifier.start(stage)) {
        startAll(fleet, broker);
        Scene scene = new Scene(stage, fleet, broker, amid);
        List<Struck> struck = new ArrayList<>();
        SteadyLoad steady = new SteadyLoad(load, MOST, rate);
        try (steady) {
          for (ClusterFault.Aim fault : faults) {
            struck.add(strike(fault, scene));
            System.out.println(name + ": " + struck.get(struck.size() - 1));
          }
        }
        scene.awaitLag(0);
        Verdict seen = live.verdict(broker, READ);
        return new Result(
            steady.published(), seen, Verifier.judge(stage, broker, READ), List.copyOf(struck));
      }
    }
  }

  private record Scene(Stage stage, Fleet fleet, BrokerView broker, Question amid) {

    long done(Set<TopicPartition> partitions, Duration deadline, long moreThan) throws Exception {
      return Eventually.get(
          "more than " + moreThan + " events are committed",
          deadline,
          () -> {
            fleet.requireAlive();
            return answered(() -> broker.done(partitions)).filter(done -> done > moreThan);
          });
    }

    void awaitLag(long most) throws Exception {
      Eventually.holds(
          "all but %d events are committed".formatted(most),
          DRAIN,
          () -> {
            fleet.requireAlive();
            return answered(broker::lag).filter(lag -> lag <= most).isPresent();
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
    long lag =
        Eventually.get(
            "there is work to be stopped at (otherwise the run is not valid)",
            STRIKE,
            () -> Optional.of(scene.broker().lag(fault.hit())).filter(left -> left > 0));
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
      scene.amid().ask(scene.fleet().process(scene.fleet().client(i)));
    }
    fault.end().run();
    long ended = System.nanoTime();
    long done = scene.done(fault.hit(), RESUME, -1);
    scene.done(fault.hit(), RESUME, done);
    Duration resumed = Duration.ofNanos(System.nanoTime() - ended);
    fault.after().run();
    scene.awaitLag(2L * rate);
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
