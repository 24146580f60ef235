package io.saccade.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One change of the registry, as it stands in the log: a line of JSON. */
sealed interface RegistryEvent {

  /** Stands for all subjects in {@link Levelled}, as no subject may be empty. */
  String ALL_SUBJECTS = "";

  /** A subject got a version, of a schema that is new or was there under the same id. */
  record Registered(int id, String subject, int version, String schema) implements RegistryEvent {}

  /** A subject was deleted: hidden, or for good. */
  record Deleted(String subject, boolean permanent) implements RegistryEvent {}

  /** The compatibility level of a subject, or of all, was set. */
  record Levelled(String subject, CompatibilityLevel level) implements RegistryEvent {}

  default ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (this instanceof Registered event) {
      json.put("event", "registered").put("id", event.id()).put("subject", event.subject());
      json.put("version", event.version()).put("schema", event.schema());
    } else if (this instanceof Deleted event) {
      json.put("event", "deleted").put("subject", event.subject());
      json.put("permanent", event.permanent());
    } else if (this instanceof Levelled event) {
      json.put("event", "levelled").put("subject", event.subject());
      json.put("level", event.level().name());
    }
    return json;
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if it did not
   */
  static RegistryEvent of(JsonNode json) {
    String subject = json.required("subject").asText();
    String event = json.required("event").asText();
    return switch (event) {
      case "registered" ->
          new Registered(
              json.required("id").asInt(),
              subject,
              json.required("version").asInt(),
              json.required("schema").asText());
      case "deleted" -> new Deleted(subject, json.required("permanent").asBoolean());
      case "levelled" ->
          new Levelled(subject, CompatibilityLevel.valueOf(json.required("level").asText()));
      default -> throw new IllegalArgumentException("no event is named " + event);
    };
  }
}
