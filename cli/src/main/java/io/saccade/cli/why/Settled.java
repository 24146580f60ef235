package io.saccade.cli.why;

import io.saccade.processor.topology.Headers;
import io.saccade.schemas.avro.Prediction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event: a prediction or a failure, with all that its headers say.
 *
 * @param record as it was read
 * @param source where the event is
 * @param prediction what was said; empty of a failure
 * @param others further outcomes of the same event: at-least-once may repeat them
 * @param namesakes outcomes of other events that bear the same id
 */
record Settled(
    ConsumerRecord<byte[], byte[]> record,
    Spot source,
    Optional<Prediction> prediction,
    List<Spot> others,
    List<Spot> namesakes) {

  // As a version calls itself: name, version, and the hash's beginning in brackets.
  private static final Pattern MODEL = Pattern.compile("(\\S+) (\\S+) \\([0-9a-f]+\\)");

  Settled {
    others = List.copyOf(others);
    namesakes = List.copyOf(namesakes);
  }

  /** The name of the model that was asked, where one was. */
  Optional<String> model() {
    if (prediction.isPresent()) {
      return Optional.of(prediction.get().getModel().getName());
    }
    Matcher model = MODEL.matcher(header(Headers.MODEL).orElse(""));
    return model.matches() ? Optional.of(model.group(1)) : Optional.empty();
  }

  /** When the processor was done with it, by its own clock; empty where none said so yet. */
  Optional<Instant> processedAt() {
    try {
      return header(Headers.PROCESSED_AT).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A header as text. */
  Optional<String> header(String name) {
    return header(record, name);
  }

  /** A header as a number. */
  OptionalLong number(String name) {
    try {
      return header(name)
          .map(text -> OptionalLong.of(Long.parseLong(text)))
          .orElseGet(OptionalLong::empty);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    byte @Nullable [] value = header == null ? null : header.value();
    return value == null
        ? Optional.empty()
        : Optional.of(new String(value, StandardCharsets.UTF_8));
  }
}
