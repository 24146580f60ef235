package io.saccade.cli.sandbox;

import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;

/** The settings of a broker that is its own controller, on the loopback address only. */
final class BrokerSettings {

  static final String CONTROLLER = "CONTROLLER";
  static final int NODE = 1;

  /** Photographs travel inline; the design's limit by URI is 20 MiB, and headers come on top. */
  static final int MESSAGE_BYTES = 24 * 1024 * 1024;

  private BrokerSettings() {}

  static KafkaConfig of(int kafkaPort, int controllerPort, Path logs) {
    Properties settings = new Properties();
    settings.putAll(place(kafkaPort, controllerPort, logs));
    settings.putAll(internalTopics());
    settings.putAll(manners());
    settings.putAll(footprint());
    return KafkaConfig.fromProps(settings);
  }

  private static Properties place(int kafkaPort, int controllerPort, Path logs) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE));
    settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d"
            .formatted(kafkaPort, CONTROLLER, controllerPort));
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + kafkaPort);
    settings.put("log.dirs", logs.toString());
    return settings;
  }

  /** One broker has one replica of everything; few partitions load fast. */
  private static Properties internalTopics() {
    Properties settings = new Properties();
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "4");
    return settings;
  }

  private static Properties manners() {
    Properties settings = new Properties();
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // Fault tests kill clients and cannot wait for the default of 6 s.
    settings.put("group.min.session.timeout.ms", "1000");
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    settings.put("message.max.bytes", String.valueOf(MESSAGE_BYTES));
    settings.put("replica.fetch.max.bytes", String.valueOf(MESSAGE_BYTES));
    // Restarted after a kill, the broker waits until its former self counts as gone.
    settings.put("broker.session.timeout.ms", "6000");
    settings.put("broker.heartbeat.interval.ms", "1000");
    return settings;
  }

  /** The defaults are made for a machine of its own; the cleaner alone takes 128 MiB of heap. */
  private static Properties footprint() {
    Properties settings = new Properties();
    settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024));
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "4");
    // Photographs fill a disk within the five minutes after which a broker would look.
    settings.put("log.retention.check.interval.ms", "10000");
    return settings;
  }
}
