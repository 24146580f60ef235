package io.saccade.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.schemas.HttpSchemaRegistry;
import io.saccade.schemas.SchemaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Shows any Avro record by the schema that it was written with, so that records of newer schemas
 * than this program's are shown whole.
 */
final class AvroView implements RecordView {

  private static final int SHOWN_LABELS = 3;
  private static final int LONGEST_NAME = 24;
  private static final int HEADER_BYTES = 5;

  private final HttpSchemaRegistry registry;

  AvroView(HttpSchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public String line(ConsumerRecord<byte[], byte[]> message)
      throws SchemaException, UnreadableValueException {
    ObjectNode value = value(message);
    String said =
        value.path("labels").isArray()
            ? prediction(value)
            : value.path("versions").isArray() ? StatusLine.of(value) : value.toString();
    return "%s  %-12s %s".formatted(Place.time(message), Place.key(message), said);
  }

  @Override
  public ObjectNode json(ConsumerRecord<byte[], byte[]> message)
      throws SchemaException, UnreadableValueException {
    ObjectNode node = Place.keyOf(message);
    node.setAll(value(message));
    node.set("record", Place.of(message));
    return node;
  }

  private ObjectNode value(ConsumerRecord<byte[], byte[]> message)
      throws SchemaException, UnreadableValueException {
    byte[] bytes = message.value();
    if (bytes == null || bytes.length < HEADER_BYTES || bytes[0] != 0) {
      throw new UnreadableValueException("the value is not in the registry's wire format");
    }
    Schema schema = registry.schema(ByteBuffer.wrap(bytes).getInt(1));
    try {
      return AvroJson.of(
          new GenericDatumReader<GenericRecord>(schema)
              .read(
                  null,
                  DecoderFactory.get()
                      .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null)));
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | ClassCastException e) {
      throw new UnreadableValueException("the value does not follow its schema", e);
    }
  }

  private static String prediction(ObjectNode value) {
    StringBuilder labels = new StringBuilder();
    int shown = 0;
    for (JsonNode label : value.path("labels")) {
      if (shown++ == SHOWN_LABELS) {
        break;
      }
      labels
          .append(labels.isEmpty() ? "" : ", ")
          .append(shortened(label.path("name").asText()))
          .append(String.format(Locale.ROOT, " %.3f", label.path("probability").asDouble()));
    }
    return "%-60s  %s %s  %s"
        .formatted(
            labels,
            value.path("model").path("name").asText(),
            value.path("model").path("version").asText(),
            value.path("eventId").asText());
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }
}
