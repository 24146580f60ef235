package io.saccade.processor.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** What a probe asks: 200 where all is well, 503 and the reasons where it is not. */
public final class HealthEndpoint implements Endpoint {

  private final String path;
  private final Supplier<List<Reason>> check;

  /**
   * Why something is not well.
   *
   * @param code for programs
   * @param message a sentence for people, without secrets
   */
  public record Reason(String code, String message) {}

  private HealthEndpoint(String path, Supplier<List<Reason>> check) {
    this.path = path;
    this.check = check;
  }

  /** Whether the process can go on; where it cannot, it should be started anew. */
  public static HealthEndpoint live(Supplier<List<Reason>> whyNot) {
    return new HealthEndpoint("/health/live", whyNot);
  }

  /** Whether the processor works on events. */
  public static HealthEndpoint ready(Supplier<List<Reason>> whyNot) {
    return new HealthEndpoint("/health/ready", whyNot);
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Access access() {
    return Access.OPEN;
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException {
    List<Reason> reasons = check.get();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("status", reasons.isEmpty() ? "UP" : "DOWN");
    ArrayNode why = body.putArray("reasons");
    reasons.forEach(
        reason -> why.addObject().put("code", reason.code()).put("message", reason.message()));
    Reply.json(reasons.isEmpty() ? 200 : 503, body).send(exchange);
  }
}
