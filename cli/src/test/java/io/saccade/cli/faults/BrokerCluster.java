package io.saccade.cli.faults;

import io.saccade.cli.registry.SchemaRegistryServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;

/**
 * Three brokers that replicate everything three times, each behind a {@link TcpProxy}, and a
 * registry. Processors reach them through the proxies; the load and whoever judges do not, so that
 * what is seen is what the processors did.
 */
final class BrokerCluster implements AutoCloseable {

  static final int NODES = 3;

  private static final Duration START = Duration.ofSeconds(90);
  private static final long ANSWER_SECONDS = 5;

  // Below those that a system gives to connections, which must not take the port of a dead broker.
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 12_000;

  private final Map<Integer, BrokerNode> nodes = new HashMap<>();
  private final SchemaRegistryServer registry;
  private final Admin admin;

  private BrokerCluster(Path folder) throws Exception {
    List<BrokerNode.Ports> ports =
        IntStream.range(0, NODES)
            .mapToObj(node -> new BrokerNode.Ports(freePort(), freePort(), freePort()))
            .toList();
    String voters =
        IntStream.range(0, NODES)
            .mapToObj(node -> (node + 1) + "@127.0.0.1:" + ports.get(node).controller())
            .collect(Collectors.joining(","));
    String cluster = Uuid.randomUuid().toString();
    for (int id = 1; id <= NODES; id++) {
      Path own = Files.createDirectories(folder.resolve("broker-" + id));
      nodes.put(id, BrokerNode.format(id, cluster, own, ports.get(id - 1), voters));
    }
    registry = SchemaRegistryServer.start(0, folder.resolve("registry"));
    admin = Admin.create(Map.of("bootstrap.servers", addresses(BrokerNode::direct)));
  }

  /** Starts them and returns when all three serve. */
  static BrokerCluster start(Path folder) throws Exception {
    BrokerCluster cluster = new BrokerCluster(folder);
    try {
      cluster.startAll();
      cluster.awaitAll();
      return cluster;
    } catch (Exception | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** A run here, for whoever is to be spared. */
  Stage stage(String name) {
    return new Stage(name, addresses(BrokerNode::direct), registry.url().toString());
  }

  /** The same run for whoever is behind the proxies. */
  Stage behindProxies(Stage stage) {
    return new Stage(stage.name(), addresses(BrokerNode::proxied), stage.registry());
  }

  List<TcpProxy> proxies() {
    return nodes.values().stream().map(BrokerNode::proxy).toList();
  }

  void kill(int id) {
    node(id).kill();
  }

  void start(int id) throws IOException {
    node(id).start();
  }

  void killAll() {
    nodes.values().forEach(BrokerNode::kill);
  }

  void startAll() throws IOException {
    for (BrokerNode node : nodes.values()) {
      node.start();
    }
  }

  /** Which transactions the brokers know: 2 are those that bump their epoch at each. */
  int transactionVersion() throws Exception {
    return Optional.ofNullable(
            admin
                .describeFeatures()
                .featureMetadata()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .finalizedFeatures()
                .get("transaction.version"))
        .map(FinalizedVersionRange::maxVersionLevel)
        .map(Short::intValue)
        .orElse(0);
  }

  /** The broker that leads most partitions of a topic. */
  int leaderOfMost(String topic) throws Exception {
    return partitions(List.of(topic)).entrySet().stream()
        .collect(Collectors.groupingBy(entry -> entry.getValue().leader().id()))
        .entrySet()
        .stream()
        .max(Comparator.comparing(entry -> entry.getValue().size()))
        .orElseThrow()
        .getKey();
  }

  /** The partitions of a topic that a broker leads. */
  Set<TopicPartition> ledBy(int id, String topic) throws Exception {
    return partitions(List.of(topic)).entrySet().stream()
        .filter(entry -> entry.getValue().leader().id() == id)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Waits until every record of these topics is on all brokers, so that another may be killed. */
  void awaitInSync(Collection<String> topics) throws InterruptedException {
    Eventually.holds(
        "all replicas are in sync",
        START,
        () -> {
          nodes.values().forEach(BrokerNode::requireAlive);
          return partitions(topics).values().stream().allMatch(at -> at.isr().size() == NODES);
        });
  }

  @Override
  public void close() throws IOException {
    admin.close(Duration.ofSeconds(1));
    registry.close();
    for (BrokerNode node : nodes.values()) {
      node.close();
    }
  }

  /** Waits until all three serve. */
  void awaitAll() throws InterruptedException {
    Eventually.holds(
        "all brokers serve",
        START,
        () -> {
          nodes.values().forEach(BrokerNode::requireAlive);
          return admin.describeCluster().nodes().get().size() == NODES;
        });
  }

  private Map<TopicPartition, TopicPartitionInfo> partitions(Collection<String> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, TopicPartitionInfo> partitions = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(at -> partitions.put(new TopicPartition(topic.name(), at.partition()), at));
    }
    return partitions;
  }

  private BrokerNode node(int id) {
    BrokerNode node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("there is no broker " + id);
    }
    return node;
  }

  private String addresses(Function<BrokerNode, String> address) {
    return nodes.values().stream().map(address).collect(Collectors.joining(","));
  }

  private static int freePort() {
    List<Integer> tried = new ArrayList<>();
    while (tried.size() < 100) {
      int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException e) {
        tried.add(port);
      }
    }
    throw new IllegalStateException("no port is free of " + tried);
  }
}
