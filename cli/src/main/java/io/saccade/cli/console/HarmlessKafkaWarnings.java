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

  private static final Pattern UNUSED = Pattern.compile("were supplied but are not used yet");

  /** By the class that logs: what its message, followed by its exception's type, contains. */
  private static final Map<String, Pattern> HARMLESS =
      Map.of(
          // A broker closes one of its own clients twice when it stops.
          "org.apache.kafka.clients.NetworkClient", Pattern.compile("has already been closed"),
          // A controller tells of its first start.
          "org.apache.kafka.controller.QuorumController",
              Pattern.compile("Performing controller activation"),
          // Two clients of one process, which differ in nothing that a bean is named by.
          "org.apache.kafka.common.utils.AppInfoParser",
              Pattern.compile("Error registering AppInfo mbean"),
          // What is sent to a topic that was just made, or right behind a transaction's marker, is
          // sent again.
          "org.apache.kafka.clients.producer.internals.Sender",
              Pattern.compile(
                  "retrying .*(CONCURRENT_TRANSACTIONS|OUT_OF_ORDER_SEQUENCE_NUMBER)"
                      + "|NOT_LEADER_OR_FOLLOWER|Received invalid metadata error"),
          "kafka.server.ReplicaManager", Pattern.compile("OutOfOrderSequenceException"),
          // There is no global table, and so nothing that its handler could handle.
          "org.apache.kafka.streams.StreamsConfig",
              Pattern.compile("Processing exception handler is not enabled"),
          "org.apache.kafka.clients.admin.AdminClientConfig", UNUSED,
          "org.apache.kafka.clients.consumer.ConsumerConfig", UNUSED,
          "org.apache.kafka.clients.producer.ProducerConfig", UNUSED);

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
}
