package io.saccade.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Generic Avro values as plain JSON: a union is its value, an enum its symbol, a timestamp ISO
 * 8601. Bytes are told by their number, since what travels as bytes here is images.
 */
public final class AvroJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final long MILLION = 1_000_000;

  private AvroJson() {}

  /** The record's fields, in the order of its schema. */
  public static ObjectNode of(GenericRecord record) {
    ObjectNode node = NODES.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      node.set(field.name(), of(record.get(field.pos()), field.schema()));
    }
    return node;
  }

  private static JsonNode of(@Nullable Object value, Schema declared) {
    if (value == null) {
      return NODES.nullNode();
    }
    Schema schema =
        declared.isUnion()
            ? declared.getTypes().get(GenericData.get().resolveUnion(declared, value))
            : declared;
    if (value instanceof Long number) {
      return ofLong(number, schema);
    }
    if (value instanceof GenericRecord nested) {
      return of(nested);
    }
    if (value instanceof Collection<?> items) {
      return ofArray(items, schema);
    }
    if (value instanceof Map<?, ?> map) {
      return ofMap(map, schema);
    }
    return ofScalar(value);
  }

  private static JsonNode ofScalar(Object value) {
    if (value instanceof Integer number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Float number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Double number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    }
    if (value instanceof ByteBuffer bytes) {
      return NODES.objectNode().put("bytes", bytes.remaining());
    }
    if (value instanceof GenericFixed fixed) {
      return NODES.textNode(HexFormat.of().formatHex(fixed.bytes()));
    }
    return NODES.textNode(value.toString());
  }

  private static JsonNode ofLong(long number, Schema schema) {
    String logical = schema.getProp("logicalType");
    if ("timestamp-micros".equals(logical)) {
      return NODES.textNode(
          Instant.ofEpochSecond(
                  Math.floorDiv(number, MILLION), Math.floorMod(number, MILLION) * 1000)
              .toString());
    }
    if ("timestamp-millis".equals(logical)) {
      return NODES.textNode(Instant.ofEpochMilli(number).toString());
    }
    return NODES.numberNode(number);
  }

  private static ArrayNode ofArray(Collection<?> items, Schema schema) {
    ArrayNode array = NODES.arrayNode(items.size());
    items.forEach(item -> array.add(of(item, schema.getElementType())));
    return array;
  }

  private static ObjectNode ofMap(Map<?, ?> map, Schema schema) {
    ObjectNode node = NODES.objectNode();
    map.forEach((name, value) -> node.set(String.valueOf(name), of(value, schema.getValueType())));
    return node;
  }
}
