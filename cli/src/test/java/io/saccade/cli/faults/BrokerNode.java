package io.saccade.cli.faults;

import io.saccade.cli.CliProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * One broker of a cluster, and one of its controllers, in a process of its own. It is killed by its
 * own handle and started again on the same folder.
 */
final class BrokerNode implements AutoCloseable {

  /** Until then a broker that is gone counts as there. Kafka's default is 9 s. */
  private static final int SESSION_MILLIS = Integer.getInteger("faults.broker.session.ms", 4_000);

  private static final String CONTROLLER = "CONTROLLER";

  /** Four of them share a machine: little is compiled, and few threads collect garbage. */
  private static final List<String> JVM =
      List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /**
   * Where a node listens.
   *
   * @param direct for other brokers, and for who is to be spared
   * @param behind what the proxy connects to
   */
  record Ports(int direct, int behind, int controller) {}

  private final int id;
  private final Path folder;
  private final Ports ports;
  private final TcpProxy proxy;
  private @Nullable CliProcess process;
  private int starts;

  private BrokerNode(int id, Path folder, Ports ports, TcpProxy proxy) {
    this.id = id;
    this.folder = folder;
    this.ports = ports;
    this.proxy = proxy;
  }

  /**
   * Formats the folder of a node; does not start it.
   *
   * @param voters of all nodes' controllers
   */
  static BrokerNode format(int id, String cluster, Path folder, Ports ports, String voters)
      throws Exception {
    Path logs = folder.resolve("logs");
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(id)
        .setClusterId(cluster)
        .setControllerListenerName(CONTROLLER)
        .setMetadataLogDirectory(logs.toString())
        .addDirectory(logs.toString())
        .run();
    BrokerNode node = new BrokerNode(id, folder, ports, new TcpProxy(ports.behind()));
    try (Writer out = Files.newBufferedWriter(folder.resolve("server.properties"))) {
      node.settings(voters, logs).store(out, null);
    }
    return node;
  }

  TcpProxy proxy() {
    return proxy;
  }

  /** Where who is to be spared connects to. */
  String direct() {
    return "127.0.0.1:" + ports.direct();
  }

  /** Where clients connect to whose network fails. */
  String proxied() {
    return "127.0.0.1:" + proxy.port();
  }

  /** Starts it, for the first time or again; does not wait for it. */
  void start() throws IOException {
    process =
        CliProcess.startMain(
            folder.resolve("start-%02d.log".formatted(++starts)),
            JVM,
            Map.of(),
            "kafka.Kafka",
            List.of(folder.resolve("server.properties").toString()));
  }

  /** Ends it as {@code kill -9} does. */
  void kill() {
    running().close();
    process = null;
  }

  /** Fails where it has ended that nobody killed. */
  void requireAlive() {
    if (!running().isAlive()) {
      throw new AssertionError(
          "broker %d ended by itself; its output was:%n%s".formatted(id, running().output()));
    }
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.close();
    }
    proxy.close();
  }

  private CliProcess running() {
    if (process == null) {
      throw new IllegalStateException("broker " + id + " does not run");
    }
    return process;
  }

  private Properties settings(String voters, Path logs) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(id));
    settings.put("controller.quorum.voters", voters);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("inter.broker.listener.name", "DIRECT");
    settings.put(
        "listener.security.protocol.map",
        "DIRECT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put(
        "listeners",
        "DIRECT://127.0.0.1:%d,PROXIED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(ports.direct(), ports.behind(), ports.controller()));
    settings.put("advertised.listeners", "DIRECT://%s,PROXIED://%s".formatted(direct(), proxied()));
    settings.put("log.dirs", logs.toString());
    settings.putAll(replication());
    settings.putAll(manners());
    return settings;
  }

  /** Every record is on two brokers before it counts, on three as a rule. */
  private static Properties replication() {
    Properties settings = new Properties();
    settings.put("default.replication.factor", "3");
    settings.put("min.insync.replicas", "2");
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      settings.put(topic + ".replication.factor", "3");
      settings.put(topic + ".num.partitions", "6");
    }
    settings.put("transaction.state.log.min.isr", "2");
    settings.put("share.coordinator.state.topic.min.isr", "2");
    return settings;
  }

  private static Properties manners() {
    Properties settings = new Properties();
    settings.put("broker.session.timeout.ms", String.valueOf(SESSION_MILLIS));
    settings.put("broker.heartbeat.interval.ms", "1000");
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.min.session.timeout.ms", "1000");
    settings.put("message.max.bytes", String.valueOf(24 << 20));
    settings.put("replica.fetch.max.bytes", String.valueOf(24 << 20));
    settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "4");
    return settings;
  }
}
