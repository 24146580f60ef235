package io.saccade.processor.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.saccade.processor.http.Access;
import io.saccade.processor.http.Endpoint;
import io.saccade.processor.http.Reply;
import java.io.IOException;
import java.util.function.Supplier;

/** All that a page needs to begin with. */
final class SnapshotEndpoint implements Endpoint {

  private final Supplier<JsonNode> snapshot;

  SnapshotEndpoint(Supplier<JsonNode> snapshot) {
    this.snapshot = snapshot;
  }

  @Override
  public String path() {
    return "/v1/dashboard";
  }

  @Override
  public Access access() {
    return Access.READ;
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals(path())) {
      Reply.json(200, snapshot.get()).send(exchange);
    } else {
      Reply.error(404, "NOT_FOUND", "there is nothing here").send(exchange);
    }
  }
}
