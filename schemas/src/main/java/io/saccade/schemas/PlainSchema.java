package io.saccade.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/**
 * A schema without what Avro's Java compiler adds for itself ({@code avro.java.string}), as it is
 * registered. Confluent's serializer does the same under {@code avro.remove.java.properties}, so
 * that both, and clients in other languages, register one version and not two.
 */
final class PlainSchema {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PlainSchema() {}

  static Schema of(Schema schema) {
    try {
      JsonNode json = JSON.readTree(schema.toString());
      strip(json);
      return new Schema.Parser().parse(json.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
    }
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object && object.has("type")) {
      object.remove("avro.java.string");
    }
    node.forEach(PlainSchema::strip);
  }
}
