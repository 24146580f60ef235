package io.saccade.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * A schema as the registry keeps it, which may name others that it is made of. Those are fetched
 * first, each once, so that their names are known when the schema itself is parsed.
 */
final class RegisteredSchema {

  private static final int MOST_REFERENCES = 100;

  private final RegistryConnection connection;
  private final String what;
  private final Set<String> fetched = new HashSet<>();

  /** What was registered once was valid to the registry: what it let pass is not ours to refuse. */
  private final Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);

  RegisteredSchema(RegistryConnection connection, String what) {
    this.connection = connection;
    this.what = what;
  }

  /**
   * The schema of an answer that has {@code schema}, {@code schemaType}, {@code references}.
   *
   * @throws org.apache.avro.AvroRuntimeException if it is not valid
   */
  Schema parse(JsonNode body)
      throws IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new IncompatibleSchemaException("%s is of type %s, not AVRO".formatted(what, type));
    }
    for (JsonNode reference : body.path("references")) {
      fetch(reference.path("subject").asText(), reference.path("version").asInt());
    }
    return parser.parse(body.path("schema").asText());
  }

  private void fetch(String subject, int version)
      throws IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    String path = HttpSchemaRegistry.path(subject) + "/versions/" + version;
    if (!fetched.add(path)) {
      return;
    }
    if (fetched.size() > MOST_REFERENCES) {
      throw new IncompatibleSchemaException(
          "%s is made of more than %d others".formatted(what, MOST_REFERENCES));
    }
    RegistryReply reply = connection.send(path, null);
    if (!reply.succeeded()) {
      throw reply.refusal(
          "version %d of %s, which is part of %s".formatted(version, subject, what));
    }
    parse(reply.body());
  }
}
