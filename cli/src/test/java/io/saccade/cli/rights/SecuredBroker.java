package io.saccade.cli.rights;

import io.saccade.cli.CliProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real broker in a process of its own that asks who somebody is, and allows nothing that no rule
 * allows. Passwords are the users' names.
 */
final class SecuredBroker implements AutoCloseable {

  /** Who may do everything. */
  static final String ADMIN = "admin";

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
          + " password=\"%s\"";

  private final CliProcess process;
  private final int port;

  private SecuredBroker(CliProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one; its clients wait until it serves. */
  static SecuredBroker start(Path folder, List<String> users) throws Exception {
    Path logs = folder.resolve("logs");
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(logs.toString())
        .addDirectory(logs.toString())
        .run();
    List<Integer> ports = freePorts();
    Properties settings = settings(ports.get(0), ports.get(1), logs);
    settings.put("listener.name.clients.plain.sasl.jaas.config", login(ADMIN, users));
    Path file = folder.resolve("server.properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      settings.store(out, null);
    }
    CliProcess process =
        CliProcess.startMain(
            folder.resolve("broker.log"),
            List.of("-Xmx512m"),
            Map.of(),
            "kafka.Kafka",
            List.of(file.toString()));
    return new SecuredBroker(process, ports.get(0));
  }

  /** Both are taken at the same time, so that they differ. */
  private static List<Integer> freePorts() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket other = new ServerSocket(0, 1, loopback)) {
      return List.of(one.getLocalPort(), other.getLocalPort());
    }
  }

  private static Properties settings(int clients, int controller, Path logs) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners",
        "CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(clients, controller));
    settings.put("listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    // The controller's own listener knows nobody.
    settings.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
    settings.put("allow.everyone.if.no.acl.found", "false");
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.dirs", logs.toString());
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "2");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
    return settings;
  }

  private static String login(String own, List<String> users) {
    StringBuilder login = new StringBuilder(LOGIN.formatted(own, own));
    login.append(" user_%s=\"%s\"".formatted(own, own));
    users.forEach(user -> login.append(" user_%s=\"%s\"".formatted(user, user)));
    return login.append(';').toString();
  }

  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** What a client needs to be let in as this user. */
  Map<String, String> as(String user) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        LOGIN.formatted(user, user) + ";");
  }

  String log() {
    return process.output();
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
