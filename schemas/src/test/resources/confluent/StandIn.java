package io.confluent.kafka.serializers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;

/** What both stand-ins share: a plain client of the registry, and how failures are wrapped. */
class StandIn {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ?> config;

  StandIn(Map<String, ?> config) {
    if (config.get("schema.registry.url") == null) {
      throw new ConfigException("Missing required configuration \"schema.registry.url\"");
    }
    this.config = config;
  }

  boolean is(String setting) {
    return Boolean.TRUE.equals(config.get(setting));
  }

  Object get(String setting) {
    return config.get(setting);
  }

  JsonNode ask(String path, String body) throws IOException, RestClientException {
    URI uri = URI.create(config.get("schema.registry.url") + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    if (body != null) {
      connection.setDoOutput(true);
      connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      JsonNode answer = JSON.readTree(in);
      if (status >= 400) {
        throw new RestClientException(
            answer.path("message").asText(), status, answer.path("error_code").asInt());
      }
      return answer;
    }
  }

  static KafkaException wrapped(RestClientException e, String message) {
    return e.getErrorCode() / 100 == 4
        ? new InvalidConfigurationException(e.getMessage())
        : new SerializationException(message, e);
  }
}
