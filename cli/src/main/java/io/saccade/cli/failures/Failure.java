package io.saccade.cli.failures;

import io.saccade.processor.topology.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter, as its headers have it: whatever is written there, reading it never fails.
 *
 * @param record as it was read
 */
record Failure(ConsumerRecord<byte[], byte[]> record) {

  Place place() {
    return Place.of(record);
  }

  /** The code; empty where the record is no failure of ours. */
  String code() {
    return header(Headers.ERROR_CODE).orElse("");
  }

  String message() {
    return header(Headers.ERROR_MESSAGE).orElse("");
  }

  /** Where the event stands that failed; empty where the headers do not say. */
  Optional<Place> source() {
    return Place.parse(
        "%s-%s@%s"
            .formatted(
                header(Headers.SOURCE_TOPIC).orElse(""),
                header(Headers.SOURCE_PARTITION).orElse(""),
                header(Headers.SOURCE_OFFSET).orElse("")));
  }

  /** The hash of the event's value, where it has one. */
  Optional<String> sha256() {
    return header(Headers.SOURCE_SHA256);
  }

  /** When the event was of. */
  Instant time() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  /** The key as text; null for none. */
  @Nullable String key() {
    byte[] key = record.key();
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }

  /** How often the event had been put back when it failed; 0 for one that its producer sent. */
  int attempt() {
    try {
      return Math.max(0, Integer.parseInt(header(Headers.REPLAY_ATTEMPT).orElse("0")));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Whether the dead letter is not the whole event: what was too large is in its topic only. */
  boolean isCut() {
    return header(Headers.VALUE_DROPPED).isPresent() || header(Headers.KEY_DROPPED).isPresent();
  }

  private Optional<String> header(String name) {
    Header header = record.headers().lastHeader(name);
    byte[] value = header == null ? null : header.value();
    return value == null
        ? Optional.empty()
        : Optional.of(new String(value, StandardCharsets.UTF_8));
  }
}
