package io.saccade.cli.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;

/**
 * Drops warnings of Kafka that tell of nothing wrong: its own network client closed twice when a
 * broker stops, its controller on a new cluster, its beans when two clients share a process, a
 * handler for a global table that there is none of. An appender has it by name from {@code
 * logback.xml}.
 */
public final class HarmlessKafkaWarnings extends Filter<ILoggingEvent> {

  /** By the class that logs: what its message contains. */
  private static final Map<String, String> HARMLESS =
      Map.of(
          "org.apache.kafka.streams.StreamsConfig", "Processing exception handler is not enabled",
          "org.apache.kafka.clients.NetworkClient", "that has already been closed",
          "org.apache.kafka.controller.QuorumController", "Performing controller activation",
          "org.apache.kafka.common.utils.AppInfoParser", "Error registering AppInfo mbean",
          "org.apache.kafka.clients.admin.AdminClientConfig", "were supplied but are not used yet",
          "org.apache.kafka.clients.consumer.ConsumerConfig", "were supplied but are not used yet",
          "org.apache.kafka.clients.producer.ProducerConfig", "were supplied but are not used yet");

  @Override
  public FilterReply decide(ILoggingEvent event) {
    String harmless = HARMLESS.get(event.getLoggerName());
    return harmless != null
            && event.getLevel().equals(Level.WARN)
            && event.getFormattedMessage().contains(harmless)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}
