package io.saccade.cli.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.processor.topology.Headers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Shows a failure by its headers; the value is the original event, whatever it is. */
final class FailureView implements RecordView {

  @Override
  public String line(ConsumerRecord<byte[], byte[]> failure) {
    return "%s  %-12s %-24s %s  %s-%s@%s"
        .formatted(
            Place.time(failure),
            Place.key(failure),
            Place.header(failure, Headers.ERROR_CODE),
            Place.header(failure, Headers.ERROR_MESSAGE),
            Place.header(failure, Headers.SOURCE_TOPIC),
            Place.header(failure, Headers.SOURCE_PARTITION),
            Place.header(failure, Headers.SOURCE_OFFSET));
  }

  @Override
  public ObjectNode json(ConsumerRecord<byte[], byte[]> failure) {
    ObjectNode node =
        Place.keyOf(failure)
            .put("code", Place.header(failure, Headers.ERROR_CODE))
            .put("message", Place.header(failure, Headers.ERROR_MESSAGE));
    node.putObject("source")
        .put("topic", Place.header(failure, Headers.SOURCE_TOPIC))
        .put("partition", number(Place.header(failure, Headers.SOURCE_PARTITION)))
        .put("offset", number(Place.header(failure, Headers.SOURCE_OFFSET)));
    node.put("sha256", Place.header(failure, Headers.SOURCE_SHA256));
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
