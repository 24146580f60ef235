package io.saccade.cli.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What Kafka says of a record beside its value. */
final class Place {

  private Place() {}

  /** The document that every view starts from. */
  static ObjectNode keyOf(ConsumerRecord<byte[], byte[]> message) {
    return JsonNodeFactory.instance.objectNode().put("key", key(message));
  }

  /** Where the record is, when it was written, and its headers as text. */
  static ObjectNode of(ConsumerRecord<byte[], byte[]> message) {
    ObjectNode place =
        JsonNodeFactory.instance
            .objectNode()
            .put("topic", message.topic())
            .put("partition", message.partition())
            .put("offset", message.offset())
            .put("timestamp", Instant.ofEpochMilli(message.timestamp()).toString());
    ObjectNode headers = place.putObject("headers");
    for (Header header : message.headers()) {
      headers.put(header.key(), text(header.value()));
    }
    return place;
  }

  static @Nullable String key(ConsumerRecord<byte[], byte[]> message) {
    return text(message.key());
  }

  /** The last header of the name, as text. */
  static @Nullable String header(ConsumerRecord<byte[], byte[]> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null ? null : text(header.value());
  }

  /** When the record was written, to the second, in UTC. */
  static String time(ConsumerRecord<byte[], byte[]> message) {
    return Instant.ofEpochMilli(message.timestamp()).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Bytes as the text that they are, or in hexadecimal where they are none. */
  private static @Nullable String text(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return HexFormat.of().formatHex(bytes);
    }
  }
}
