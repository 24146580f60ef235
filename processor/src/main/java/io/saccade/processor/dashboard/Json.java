package io.saccade.processor.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Records as JSON: what is null is said to be null. */
final class Json {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static ObjectNode of(Object record) {
    return MAPPER.valueToTree(record);
  }
}
