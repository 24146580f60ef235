package io.saccade.cli.rights;

import io.saccade.cli.CliProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real broker in a process of its own that asks who somebody is, and allows nothing that no rule
 * allows. It listens in three ways: without TLS, where passwords are the users' names; with TLS to
 * who has a certificate; and with TLS to who knows the password of {@link #USER}. Who comes in by
 * the last two may do everything.
 */
public final class SecuredBroker implements AutoCloseable {

  /** Who may do everything. */
  public static final String ADMIN = "admin";

  /** Who is let in by SCRAM. */
  public static final String USER = "operator";

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
          + " password=\"%s\"";
  private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";

  private final CliProcess process;
  private final List<Integer> ports;

  private SecuredBroker(CliProcess process, List<Integer> ports) {
    this.process = process;
    this.ports = ports;
  }

  /** Starts one that listens without TLS; its clients wait until it serves. */
  public static SecuredBroker start(Path folder, List<String> users) throws Exception {
    List<Integer> ports = freePorts(2);
    return start(folder, settings(folder, ports, users), List.of(), ports);
  }

  /**
   * Starts one that listens in all three ways.
   *
   * @param password of {@link #USER}
   */
  public static SecuredBroker start(Path folder, BrokerKeys keys, String password)
      throws Exception {
    List<Integer> ports = freePorts(4);
    Properties settings = settings(folder, ports, List.of());
    settings.put(
        "listeners",
        settings.getProperty("listeners")
            + ",MTLS://127.0.0.1:%d,SCRAM://127.0.0.1:%d".formatted(ports.get(2), ports.get(3)));
    settings.put(
        "listener.security.protocol.map",
        settings.getProperty("listener.security.protocol.map") + ",MTLS:SSL,SCRAM:SASL_SSL");
    settings.put(
        "super.users", settings.getProperty("super.users") + ";User:CN=saccade;User:" + USER);
    settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
    settings.put("listener.name.clients.sasl.enabled.mechanisms", "PLAIN");
    settings.put("listener.name.scram.sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put("listener.name.scram.scram-sha-512.sasl.jaas.config", SCRAM + " required;");
    settings.put("listener.name.mtls.ssl.client.auth", "required");
    for (String listener : List.of("mtls", "scram")) {
      tls(keys, keys.key("broker"))
          .forEach((name, value) -> settings.put("listener.name." + listener + "." + name, value));
    }
    String user = "SCRAM-SHA-512=[name=%s,password=%s]".formatted(USER, password);
    return start(folder, settings, List.of(user), ports);
  }

  private static SecuredBroker start(
      Path folder, Properties settings, List<String> scram, List<Integer> ports) throws Exception {
    String logs = settings.getProperty("log.dirs");
    Formatter formatter =
        new Formatter()
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setNodeId(1)
            .setClusterId(Uuid.randomUuid().toString())
            .setControllerListenerName("CONTROLLER")
            .setMetadataLogDirectory(logs)
            .addDirectory(logs);
    if (!scram.isEmpty()) {
      formatter.setScramArguments(scram);
    }
    formatter.run();
    Path file = folder.resolve("server.properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      settings.store(out, null);
    }
    CliProcess process =
        CliProcess.startMain(
            folder.resolve("broker.log"),
            List.of("-Xmx512m", "-Dlogback.configurationFile=" + logging(folder)),
            Map.of(),
            "kafka.Kafka",
            List.of(file.toString()));
    return new SecuredBroker(process, ports);
  }

  /** As everything logs, and whom it denies what. */
  private static Path logging(Path folder) throws IOException {
    try (InputStream in = SecuredBroker.class.getResourceAsStream("/logback.xml")) {
      String shipped =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(
          folder.resolve("logback.xml"),
          shipped.replace(
              "</configuration>",
              "<logger name=\"kafka.authorizer.logger\" level=\"INFO\"/></configuration>"));
    }
  }

  /** All are taken at the same time, so that they differ. */
  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private static Properties settings(Path folder, List<Integer> ports, List<String> users) {
    int controller = ports.get(1);
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners",
        "CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(ports.get(0), controller));
    settings.put("listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("listener.name.clients.plain.sasl.jaas.config", login(ADMIN, users));
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    // The controller's own listener knows nobody.
    settings.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
    settings.put("allow.everyone.if.no.acl.found", "false");
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.dirs", folder.resolve("logs").toString());
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

  private static Map<String, String> tls(BrokerKeys keys, Path key) {
    Map<String, String> settings = new TreeMap<>(trust(keys));
    settings.put("ssl.keystore.location", key.toString());
    settings.put("ssl.keystore.password", keys.password());
    settings.put("ssl.key.password", keys.password());
    return settings;
  }

  private static Map<String, String> trust(BrokerKeys keys) {
    return Map.of(
        "ssl.truststore.location", keys.trusted().toString(),
        "ssl.truststore.password", keys.password());
  }

  /** Where it listens without TLS. */
  public String bootstrap() {
    return "127.0.0.1:" + ports.get(0);
  }

  /** What a client needs to be let in there as this user. */
  public Map<String, String> as(String user) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        LOGIN.formatted(user, user) + ";");
  }

  /** Where it asks for certificates. */
  public String bootstrapOfCertificates() {
    return "127.0.0.1:" + ports.get(2);
  }

  /** What a client needs to show the certificate of this name. */
  public static Map<String, String> certificate(BrokerKeys keys, String name) {
    Map<String, String> settings = new TreeMap<>(tls(keys, keys.key(name)));
    settings.put("security.protocol", "SSL");
    return settings;
  }

  /** Where it asks for passwords, encrypted. */
  public String bootstrapOfPasswords() {
    return "127.0.0.1:" + ports.get(3);
  }

  /** What a client needs to be {@link #USER} with this password. */
  public static Map<String, String> password(BrokerKeys keys, String password) {
    Map<String, String> settings = new TreeMap<>(trust(keys));
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put(
        "sasl.jaas.config",
        SCRAM + " required username=\"%s\" password=\"%s\";".formatted(USER, password));
    return settings;
  }

  /** What it has said. */
  public String log() {
    return process.output();
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
