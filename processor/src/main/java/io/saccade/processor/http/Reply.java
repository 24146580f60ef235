package io.saccade.processor.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a request is answered with: not to be kept by caches, nor to be taken for another type. */
public final class Reply {

  private static final String JSON = "application/json; charset=utf-8";

  private final int status;
  private final String type;
  private final byte[] body;
  private final Map<String, String> headers;

  private Reply(int status, String type, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.type = type;
    this.body = body;
    this.headers = headers;
  }

  /**
   * Any answer.
   *
   * @param type of its content, as HTTP names it
   */
  public static Reply of(int status, String type, byte[] body) {
    return new Reply(status, type, body.clone(), Map.of());
  }

  /** A document, which holds no markup however it is taken: a '<' can only stand in a string. */
  public static Reply json(int status, JsonNode body) {
    String text = body.toString().replace("<", "\\u003c") + "\n";
    return of(status, JSON, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * An error, as a document.
   *
   * @param code for programs
   * @param message a sentence
   */
  public static Reply error(int status, String code, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", code).put("message", message);
    return json(status, body);
  }

  /** The same with headers beside those that every answer has. */
  public Reply with(Map<String, String> more) {
    return new Reply(status, type, body, more);
  }

  /** Sends it; of a request for the head alone, the head. */
  public void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
