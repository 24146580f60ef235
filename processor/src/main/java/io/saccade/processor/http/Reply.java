package io.saccade.processor.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param status of HTTP
 * @param body a document
 * @param headers beside those that every answer has
 */
record Reply(int status, JsonNode body, Map<String, String> headers) {

  static Reply ok(JsonNode body) {
    return new Reply(200, body, Map.of());
  }

  static Reply error(int status, String code, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", code).put("message", message);
    return new Reply(status, body, Map.of());
  }

  Reply with(Map<String, String> more) {
    return new Reply(status, body, more);
  }
}
