package io.saccade.processor.telemetry;

import com.sun.net.httpserver.HttpExchange;
import io.saccade.processor.http.Access;
import io.saccade.processor.http.Endpoint;
import io.saccade.processor.http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The metrics, in the text format of Prometheus. */
public final class MetricsEndpoint implements Endpoint {

  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Telemetry telemetry;

  public MetricsEndpoint(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  @Override
  public String path() {
    return "/metrics";
  }

  @Override
  public Access access() {
    return Access.READ;
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException {
    Reply.of(200, TYPE, telemetry.scrape().getBytes(StandardCharsets.UTF_8)).send(exchange);
  }
}
