package io.saccade.cli.sandbox;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A real Kafka broker that is its own KRaft controller, in this process, on the loopback address.
 * Its log folder is formatted on first use and kept: a broker started again on it serves the same
 * topics. Assembled as {@link KafkaRaftServer} does, except that the sockets are bound beforehand.
 */
final class SandboxBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SandboxBroker.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final int port;
  private final LoopbackPorts ports;
  private final ControllerServer controller;
  private final BrokerServer broker;

  private SandboxBroker(int port, LoopbackPorts ports, KafkaConfig config) {
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> formatted =
        KafkaRaftServer.initializeLogDirs(config, LOG, "");
    SharedServer shared =
        new SharedServer(
            config,
            formatted._1(),
            Time.SYSTEM,
            Server.initializeMetrics(config, Time.SYSTEM, formatted._1().clusterId().orElseThrow()),
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
            new StandardFaultHandlerFactory(),
            ports);
    this.port = port;
    this.ports = ports;
    this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), formatted._2());
    this.broker = new BrokerServer(shared);
  }

  /**
   * Starts a broker and returns when it serves, after two or three seconds.
   *
   * @param port the port that clients connect to, 0 for any free one
   * @param logs where it keeps its logs
   */
  static SandboxBroker start(int port, Path logs) throws IOException, CommandFailedException {
    LoopbackPorts ports = new LoopbackPorts();
    SandboxBroker started = null;
    try {
      int kafkaPort = ports.bind(port, "--kafka-port");
      KafkaConfig config =
          BrokerSettings.of(kafkaPort, ports.bind(0, "the controller's port"), logs);
      format(logs);
      started = new SandboxBroker(kafkaPort, ports, config);
      started.controller.startup();
      started.broker.startup();
      return started;
    } catch (RuntimeException e) {
      if (started != null) {
        started.close();
      }
      throw new CommandFailedException(
          "the broker did not start: " + e.getMessage() + "; look at the folder " + logs, e);
    } finally {
      ports.close();
    }
  }

  /** Where clients connect to, as {@code host:port}. */
  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Stops cleanly, so that the next start needs no recovery. */
  @Override
  public void close() throws IOException {
    broker.shutdown(PATIENCE);
    controller.shutdown();
    ports.close();
  }

  /** Formats the folder the first time, as `kafka-storage.sh format` does. */
  private static void format(Path logs) throws IOException, CommandFailedException {
    if (Files.exists(logs.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(BrokerSettings.NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setMetadataLogDirectory(logs.toString())
          .addDirectory(logs.toString())
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) { // what the formatter declares
      throw new CommandFailedException(
          "the folder " + logs + " cannot be formatted for Kafka: " + e.getMessage(), e);
    }
  }
}
