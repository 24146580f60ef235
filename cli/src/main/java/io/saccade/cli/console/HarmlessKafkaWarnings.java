package io.saccade.cli.console;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Drops what Kafka logs as warnings and errors although nothing is wrong. An appender has it by
 * name from {@code logback.xml}.
 */
public final class HarmlessKafkaWarnings extends Filter<ILoggingEvent> {

  private static final String UNUSED = "were supplied but are not used yet";

  /** By the class that logs: what its message, followed by its exception's type, contains. */
  private static final Map<String, Pattern> HARMLESS =
      Map.ofEntries(
          // A broker closes one of its own clients twice when it stops.
          entry("org.apache.kafka.clients.NetworkClient", "has already been closed"),
          // A controller tells of its first start.
          entry("org.apache.kafka.controller.QuorumController", "Performing controller activation"),
          // Two clients of one process, which differ in nothing that a bean is named by.
          entry("org.apache.kafka.common.utils.AppInfoParser", "Error registering AppInfo mbean"),
          // What is sent to a topic that was just made, or right behind a transaction's marker, is
          // sent again.
          entry(
              "org.apache.kafka.clients.producer.internals.Sender",
              "retrying .*(CONCURRENT_TRANSACTIONS|OUT_OF_ORDER_SEQUENCE_NUMBER)"
                  + "|NOT_LEADER_OR_FOLLOWER|Received invalid metadata error"),
          entry("kafka.server.ReplicaManager", "OutOfOrderSequenceException"),
          // A topic that was just made is asked for again.
          entry(
              "org.apache.kafka.clients.admin.internals.PartitionLeaderStrategy",
              "Received unknown topic error"),
          // That is how a poll is ended when it has its share of bytes.
          entry("org.apache.kafka.clients.consumer.internals.CompletedFetch", "the poll is full"),
          // There is no global table, and so nothing that its handler could handle.
          entry(
              "org.apache.kafka.streams.StreamsConfig",
              "Processing exception handler is not enabled"),
          entry("org.apache.kafka.clients.admin.AdminClientConfig", UNUSED),
          entry("org.apache.kafka.clients.consumer.ConsumerConfig", UNUSED),
          entry("org.apache.kafka.clients.producer.ProducerConfig", UNUSED));

  @Override
  public FilterReply decide(ILoggingEvent event) {
    Pattern harmless = HARMLESS.get(event.getLoggerName());
    return harmless != null && harmless.matcher(said(event)).find()
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }

  private static String said(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown == null
        ? event.getFormattedMessage()
        : event.getFormattedMessage() + " " + thrown.getClassName();
  }

  private static Map.Entry<String, Pattern> entry(String logger, String said) {
    return Map.entry(logger, Pattern.compile(said));
  }
}
