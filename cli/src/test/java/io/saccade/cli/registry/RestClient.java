package io.saccade.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Requests as a stranger would make them, by hand. */
record RestClient(URI base) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  /** An answer: its status and its body. */
  record Answer(int status, JsonNode body) {

    int code() {
      return body.path("error_code").asInt();
    }

    String message() {
      return body.path("message").asText();
    }

    String text() {
      return body.toString();
    }
  }

  Answer get(String path) throws Exception {
    return send("GET", path, "", MEDIA_TYPE);
  }

  Answer post(String path, String body) throws Exception {
    return send("POST", path, body, MEDIA_TYPE);
  }

  /** Posts a schema in the envelope that the registry wants. */
  Answer postSchema(String path, String schema) throws Exception {
    return post(path, JSON.createObjectNode().put("schema", schema).toString());
  }

  Answer send(String method, String path, String body, String type) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", type)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }
}
