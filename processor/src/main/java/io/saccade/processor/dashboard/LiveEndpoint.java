package io.saccade.processor.dashboard;

import com.sun.net.httpserver.HttpExchange;
import io.saccade.processor.http.Access;
import io.saccade.processor.http.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Server-sent events: what is new, as it comes. */
final class LiveEndpoint implements Endpoint {

  private final Audience audience;

  LiveEndpoint(Audience audience) {
    this.audience = audience;
  }

  @Override
  public String path() {
    return "/v1/dashboard/live";
  }

  @Override
  public Access access() {
    return Access.READ;
  }

  @Override
  public boolean isEndless() {
    return true;
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    Viewer viewer = audience.enter();
    try {
      exchange.sendResponseHeaders(200, 0);
      // So that the client hears that it is connected, before anything happens.
      exchange.getResponseBody().write(": saccade\n\n".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      viewer.serve(exchange.getResponseBody());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      audience.leave(viewer);
    }
  }
}
