package io.saccade.processor.settings;

import io.saccade.processor.lookahead.CommitRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How Kafka Streams runs.
 *
 * @param applicationId the application's name: its consumer group and transactional ids
 * @param bootstrap the brokers to ask first
 * @param guarantee {@code exactly_once_v2} or {@code at_least_once}
 * @param threads stream threads; two hide the pause between polls
 * @param commitInterval how often offsets and outputs are committed
 * @param sessionTimeout after how long without a sign of life the group gives an instance up
 * @param groupProtocol {@code classic}, or {@code streams} (KIP-1071)
 * @param stateDirectory where Kafka Streams keeps its local state
 * @param maxOutputBytes the most bytes of a record that the processor sends
 * @param passThrough properties for every Kafka client, as Kafka names them
 */
public record StreamsSettings(
    String applicationId,
    String bootstrap,
    String guarantee,
    int threads,
    Duration commitInterval,
    Duration sessionTimeout,
    String groupProtocol,
    Path stateDirectory,
    int maxOutputBytes,
    Map<String, String> passThrough) {

  private static final String EXACTLY_ONCE = "exactly_once_v2";

  public StreamsSettings {
    passThrough = Map.copyOf(passThrough);
  }

  /** When a commit is asked for. */
  CommitRule commits() {
    return guarantee.equals(EXACTLY_ONCE)
        ? CommitRule.exactlyOnce(commitInterval)
        : CommitRule.atLeastOnce(commitInterval);
  }

  static StreamsSettings read(SettingsReader reader) {
    String guarantee =
        reader.choice("processing.guarantee", EXACTLY_ONCE, List.of(EXACTLY_ONCE, "at_least_once"));
    // Under exactly-once consumers see nothing before the commit, so it bounds their latency.
    Duration commit = Duration.ofMillis(guarantee.equals(EXACTLY_ONCE) ? 100 : 1000);
    return new StreamsSettings(
        reader.text("application.id", "saccade"),
        reader.text("bootstrap", "localhost:9092"),
        guarantee,
        reader.integer("stream.threads", 2, 1, 256),
        reader.duration("commit.interval", commit, Duration.ofMillis(10), Duration.ofSeconds(20)),
        reader.duration(
            "session.timeout",
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5)),
        reader.choice("group.protocol", "classic", List.of("classic", "streams")),
        Path.of(reader.text("state.dir", "saccade-data/state")),
        (int) reader.size("output.max.bytes", 1_000_000, 10_000, 16_000_000),
        reader.passThrough("kafka."));
  }
}
