package io.saccade.cli.faults;

import io.saccade.cli.faults.ClusterFault.Act;
import io.saccade.cli.faults.ClusterFault.Aim;
import io.saccade.cli.faults.Traffic.Way;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What may befall a cluster, or the way of the processors to it. */
final class ClusterFaults {

  private static final Act NOTHING = () -> {};
  private static final long BETWEEN_RESETS_MILLIS = 200;

  private ClusterFaults() {}

  /** The broker that leads most images is killed, and started again when others have taken over. */
  static Aim leaderKilled() {
    return (cluster, stage) -> {
      int victim = cluster.leaderOfMost(stage.images());
      Act after =
          () -> {
            cluster.start(victim);
            cluster.awaitInSync(stage.topics());
          };
      return new ClusterFault(
          "leader killed",
          cluster.ledBy(victim, stage.images()),
          Duration.ZERO,
          () -> cluster.kill(victim),
          NOTHING,
          after);
    };
  }

  /** All brokers are killed, and started again after a while. */
  static Aim allDown(Duration lasts) {
    return (cluster, stage) ->
        new ClusterFault(
            "all brokers down for " + lasts.toSeconds() + " s",
            all(stage),
            lasts,
            cluster::killAll,
            () -> {
              cluster.startAll();
              cluster.awaitAll();
            },
            () -> cluster.awaitInSync(stage.topics()));
  }

  /** Nothing goes either way. */
  static Aim dropped(Duration lasts) {
    return network("dropped for " + lasts.toSeconds() + " s", lasts, TcpProxy::drop);
  }

  /** Nothing goes one way: brokers hear nothing, or are not heard. */
  static Aim oneWay(Way stopped, Duration lasts) {
    return network(
        (stopped == Way.REQUESTS ? "requests" : "responses")
            + " dropped for %d s".formatted(lasts.toSeconds()),
        lasts,
        proxy -> proxy.drop(stopped));
  }

  /** All goes late. */
  static Aim late(Duration delay, Duration lasts) {
    return network(
        "%d ms late for %d s".formatted(delay.toMillis(), lasts.toSeconds()),
        lasts,
        proxy -> proxy.delay(delay));
  }

  /** The brokers have forgotten every connection, and no client knows. */
  static Aim halfOpen() {
    // What the brokers were already told is done by then.
    return network("half-open connections", Duration.ofSeconds(3), TcpProxy::halfOpen);
  }

  /** Again and again, all connections to one broker are reset. */
  static Aim resetStorm(Duration lasts, long seed) {
    return (cluster, stage) -> {
      ScheduledExecutorService storm = Executors.newSingleThreadScheduledExecutor();
      List<TcpProxy> proxies = cluster.proxies();
      Random random = new Random(seed);
      Act strike =
          () -> {
            var unused =
                storm.scheduleWithFixedDelay(
                    () -> proxies.get(random.nextInt(proxies.size())).reset(),
                    0,
                    BETWEEN_RESETS_MILLIS,
                    TimeUnit.MILLISECONDS);
          };
      return new ClusterFault(
          "storm of resets for " + lasts.toSeconds() + " s",
          all(stage),
          lasts,
          strike,
          storm::shutdownNow,
          NOTHING);
    };
  }

  private static Aim network(String name, Duration lasts, Consumer<TcpProxy> strike) {
    return (cluster, stage) ->
        new ClusterFault(
            name,
            all(stage),
            lasts,
            () -> cluster.proxies().forEach(strike),
            () -> cluster.proxies().forEach(TcpProxy::heal),
            NOTHING);
  }

  private static Set<TopicPartition> all(Stage stage) {
    return BrokerView.partitions(List.of(stage.images()));
  }
}
