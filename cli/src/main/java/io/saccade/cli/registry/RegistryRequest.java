package io.saccade.cli.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request, taken apart.
 *
 * @param path decoded segments, so that a subject may hold any character
 * @param query undecoded parameters, {@code name=value}
 * @param body of JSON, or null if there is none
 */
record RegistryRequest(
    String method, List<String> path, List<String> query, @Nullable JsonNode body) {

  private static final int LARGEST_BODY = 4 << 20;
  private static final int MOST_DRAINED = 64 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> MEDIA_TYPES =
      Set.of(
          "application/vnd.schemaregistry.v1+json",
          "application/vnd.schemaregistry+json",
          "application/json",
          "application/octet-stream");

  static RegistryRequest of(HttpExchange exchange) throws IOException, RefusedRequestException {
    byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      drain(exchange.getRequestBody());
      throw new RefusedRequestException(
          413, "The body is larger than %d bytes".formatted(LARGEST_BODY));
    }
    String query = exchange.getRequestURI().getRawQuery();
    return new RegistryRequest(
        exchange.getRequestMethod(),
        segments(exchange.getRequestURI().getRawPath()),
        query == null ? List.of() : List.of(query.split("&", -1)),
        bytes.length == 0 ? null : json(bytes, exchange));
  }

  boolean asks(String name) {
    return query.contains(name + "=true");
  }

  /** The schema in the body. Only Avro on its own is kept here, and the answer says so. */
  String schema() throws RefusedRequestException {
    JsonNode json = object();
    String type = json.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw RefusedRequestException.invalidSchema(
          "this registry keeps schemas of type AVRO only, not " + type);
    }
    if (!json.path("references").isEmpty()) {
      throw RefusedRequestException.invalidSchema(
          "this registry does not keep references: write the schema out in full");
    }
    String schema = json.path("schema").asText("");
    if (schema.isBlank()) {
      throw RefusedRequestException.invalidSchema("the body must have the schema as a string");
    }
    return schema;
  }

  CompatibilityLevel level() throws RefusedRequestException {
    return CompatibilityLevel.of(object().path("compatibility").asText(""));
  }

  private JsonNode object() throws RefusedRequestException {
    if (body == null || !body.isObject()) {
      throw new RefusedRequestException(400, "The body must be a JSON object");
    }
    return body;
  }

  /** A client that is still sending when the connection closes never sees why it was refused. */
  private static void drain(InputStream body) throws IOException {
    byte[] discarded = new byte[1 << 16];
    for (int left = MOST_DRAINED; left > 0; ) {
      int read = body.read(discarded);
      left = read < 0 ? 0 : left - read;
    }
  }

  private static List<String> segments(String rawPath) {
    return Arrays.stream(rawPath.split("/"))
        .filter(segment -> !segment.isEmpty())
        .map(RegistryRequest::decoded)
        .toList();
  }

  /** In a path, other than in a form, a plus sign is a plus sign. */
  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static JsonNode json(byte[] bytes, HttpExchange exchange)
      throws IOException, RefusedRequestException {
    String header = exchange.getRequestHeaders().getFirst("Content-Type");
    String type = header == null ? "application/octet-stream" : header;
    int semicolon = type.indexOf(';');
    String plain = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    if (!MEDIA_TYPES.contains(plain.toLowerCase(Locale.ROOT))) {
      throw new RefusedRequestException(
          415, "The body must be of type application/vnd.schemaregistry.v1+json");
    }
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new RefusedRequestException(400, "The body is not JSON: " + e.getOriginalMessage());
    }
  }
}
