package io.saccade.cli.failures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What stands in the topic of replays of a failure.
 *
 * @param to where its event was put back
 * @param attempt the how manieth time it was
 */
record Replayed(String to, int attempt) {

  private static final ObjectMapper JSON = new ObjectMapper();

  byte[] toBytes() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("to", to)
        .put("attempt", attempt)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Reads it; empty for what is none. */
  static Optional<Replayed> read(byte[] bytes) {
    try {
      JsonNode node = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
      return node.path("to").isTextual()
          ? Optional.of(new Replayed(node.path("to").asText(), node.path("attempt").asInt()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
