package io.saccade.processor.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Set;

/**
 * Which of the many metrics of Kafka's clients are worth a series: how the threads and the group
 * do, and none a topic, a node, a task or a store.
 */
final class KafkaMeters implements MeterFilter {

  private static final String KAFKA = "kafka.";

  private static final List<String> WORTH =
      List.of(
          "kafka.stream.thread.",
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads",
          "kafka.consumer.coordinator.",
          "kafka.consumer.fetch.manager.",
          "kafka.producer.batch.size.",
          "kafka.producer.produce.throttle.time.",
          "kafka.producer.record.",
          "kafka.producer.request.latency.");

  /** Prometheus takes rates of totals itself. */
  private static final List<String> NEEDLESS = List.of(".rate", ".rate.per.hour", ".ns.total");

  private static final Set<String> FINE =
      Set.of("topic", "partition", "node.id", "task.id", "processor.node.id");

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    if (!id.getName().startsWith(KAFKA)) {
      return MeterFilterReply.NEUTRAL;
    }
    boolean worth =
        WORTH.stream().anyMatch(id.getName()::startsWith)
            && NEEDLESS.stream().noneMatch(id.getName()::endsWith);
    boolean fine = id.getTags().stream().anyMatch(tag -> FINE.contains(tag.getKey()));
    return worth && !fine ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
  }
}
