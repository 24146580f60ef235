package io.saccade.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A client of a schema registry over Confluent's REST API, with what its users expect: several
 * URLs, basic and bearer authorization, TLS, bounded retries, answers kept for good. Concurrent
 * callers who miss the same schema share one request. Thread-safe; calls block.
 */
public final class HttpSchemaRegistry implements AutoCloseable {

  private static final int SUBJECT_UNKNOWN = 40401;
  private static final int SCHEMA_UNKNOWN = 40403;

  /** By text: to Avro, schemas that differ in their docs are equal, to the registry not. */
  private record Version(String subject, String schema) {}

  private final Pause pause;
  private final RegistryConnection connection;
  private final MissingIds missing;
  private final SharedLookups<Integer, Schema> schemas = new SharedLookups<>(this::fetch);
  private final SharedLookups<Version, Integer> registered = new SharedLookups<>(this::post);
  private final SharedLookups<Version, Integer> found = new SharedLookups<>(this::search);

  HttpSchemaRegistry(RegistrySettings settings, Pause pause) {
    this.pause = pause;
    this.connection = new RegistryConnection(settings, pause);
    this.missing = new MissingIds(settings.missingIdTtl(), pause);
  }

  /**
   * A client with Confluent's settings, {@code schema.registry.url} at least. Does not connect.
   *
   * @throws RegistryConfigurationException with every mistake in the settings
   */
  public static HttpSchemaRegistry of(Map<String, ?> config) throws RegistryConfigurationException {
    return new HttpSchemaRegistry(RegistrySettings.of(config), new ClosablePause());
  }

  /**
   * Registers a schema under a subject; the same schema again gives the same id.
   *
   * @return the id of the schema
   * @throws IncompatibleSchemaException if the subject's compatibility level refuses it
   */
  public int register(String subject, Schema schema)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    return registered.get(new Version(subject, PlainSchema.of(schema).toString()));
  }

  /**
   * The id of a schema that is registered under a subject.
   *
   * @throws UnknownSchemaException if it is not
   */
  public int idOf(String subject, Schema schema)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    return found.get(new Version(subject, PlainSchema.of(schema).toString()));
  }

  /**
   * The schema of an id.
   *
   * @throws UnknownSchemaException if the registry has no such id
   * @throws IncompatibleSchemaException if it has, but the schema is not one of Avro
   */
  public Schema schema(int id)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    if (id < 0 || missing.contains(id)) {
      throw unknown(id);
    }
    return schemas.get(id);
  }

  /** Ends waits in progress; a call after that makes one try and no more. */
  @Override
  public void close() {
    pause.close();
  }

  private Schema fetch(int id)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    RegistryReply reply = connection.send("/schemas/ids/" + id, null);
    if (reply.status() == 404 && reply.errorCode() == SCHEMA_UNKNOWN) {
      missing.add(id);
      throw unknown(id);
    }
    if (!reply.succeeded()) {
      throw reply.refusal("the schema of id " + id);
    }
    try {
      return new RegisteredSchema(connection, "the schema of id " + id).parse(reply.body());
    } catch (AvroRuntimeException e) {
      throw new IncompatibleSchemaException(
          "the schema of id %d is not valid Avro".formatted(id), e);
    }
  }

  private int post(Version version)
      throws IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    RegistryReply reply =
        connection.send(path(version.subject()) + "/versions", body(version.schema()));
    String request = "the schema of subject " + version.subject();
    return reply.status() == 409 ? otherwiseRegistered(version, reply) : id(reply, request);
  }

  /**
   * A conflict is an incompatible schema, or the very same one that somebody registered at the same
   * moment: Apicurio's registry says "already exists" to the slower of two.
   */
  private int otherwiseRegistered(Version version, RegistryReply conflict)
      throws IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    try {
      return search(version);
    } catch (UnknownSchemaException e) {
      throw new IncompatibleSchemaException(
          "the registry refused the schema of subject %s: %s"
              .formatted(version.subject(), conflict.message()),
          e);
    }
  }

  private int search(Version version)
      throws UnknownSchemaException, RegistryUnavailableException, RegistryConfigurationException {
    RegistryReply reply = connection.send(path(version.subject()), body(version.schema()));
    int code = reply.errorCode();
    if (reply.status() == 404 && (code == SUBJECT_UNKNOWN || code == SCHEMA_UNKNOWN)) {
      throw new UnknownSchemaException(
          "subject %s does not have this schema: register it, or set auto.register.schemas"
              .formatted(version.subject()));
    }
    return id(reply, "the look-up in subject " + version.subject());
  }

  private static int id(RegistryReply reply, String request) throws RegistryConfigurationException {
    JsonNode id = reply.body().path("id");
    if (!reply.succeeded() || !id.canConvertToInt()) {
      throw reply.refusal(request);
    }
    return id.intValue();
  }

  private static UnknownSchemaException unknown(int id) {
    return new UnknownSchemaException("the registry has no schema of id " + id);
  }

  private static ObjectNode body(String schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema);
  }

  /** As the registry's other clients write it: a space is not a plus sign in a path. */
  static String path(String subject) {
    return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
