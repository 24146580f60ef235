package io.saccade.cli.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Shows a failure by its headers; the value is the original event, whatever it is. */
final class FailureView implements RecordView {

  private static final String CODE = "saccade.error.code";
  private static final String MESSAGE = "saccade.error.message";
  private static final String TOPIC = "__streams.errors.topic";
  private static final String PARTITION = "__streams.errors.partition";
  private static final String OFFSET = "__streams.errors.offset";

  @Override
  public String line(ConsumerRecord<byte[], byte[]> failure) {
    return "%s  %-12s %-24s %s  %s-%s@%s"
        .formatted(
            Place.time(failure),
            Place.key(failure),
            Place.header(failure, CODE),
            Place.header(failure, MESSAGE),
            Place.header(failure, TOPIC),
            Place.header(failure, PARTITION),
            Place.header(failure, OFFSET));
  }

  @Override
  public ObjectNode json(ConsumerRecord<byte[], byte[]> failure) {
    ObjectNode node =
        Place.keyOf(failure)
            .put("code", Place.header(failure, CODE))
            .put("message", Place.header(failure, MESSAGE));
    node.putObject("source")
        .put("topic", Place.header(failure, TOPIC))
        .put("partition", number(Place.header(failure, PARTITION)))
        .put("offset", number(Place.header(failure, OFFSET)));
    node.put("valueBytes", failure.value() == null ? null : failure.value().length);
    node.set("record", Place.of(failure));
    return node;
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
