package io.saccade.processor.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to the endpoint that answers it, if whoever asks may. */
final class Dispatcher implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final List<Endpoint> endpoints;
  private final Guard guard;
  private final TimedExecutor executor;
  private final EndlessAnswers endless;

  /**
   * A dispatcher.
   *
   * @param executor whose threads call it
   */
  Dispatcher(
      List<Endpoint> endpoints, Guard guard, TimedExecutor executor, EndlessAnswers endless) {
    this.endpoints =
        endpoints.stream()
            .sorted(Comparator.comparingInt((Endpoint e) -> e.path().length()).reversed())
            .toList();
    this.guard = guard;
    this.executor = executor;
    this.endless = endless;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean handedOver = false;
    try {
      handedOver = answer(exchange);
    } catch (HttpRefusedException e) {
      e.reply().send(exchange);
    } catch (RuntimeException e) {
      LOG.error("a request over http failed in a way that nobody foresaw", e);
      if (exchange.getResponseCode() < 0) {
        Reply.error(500, "INTERNAL", "this is a bug in saccade; see the log").send(exchange);
      }
    } finally {
      if (!handedOver) {
        executor.answered(); // Closing reads the rest of a body that nobody has read.
        exchange.close();
      }
    }
  }

  /** Whether somebody else goes on with it. */
  private boolean answer(HttpExchange exchange) throws IOException, HttpRefusedException {
    Endpoint endpoint = endpoint(exchange);
    guard.require(endpoint.access(), exchange);
    if (!endpoint.isEndless()) {
      executor.goOn();
      endpoint.answer(exchange);
      return false;
    }
    if (!endless.begin(endpoint, exchange)) {
      throw new HttpRefusedException(
          503,
          "TOO_MANY",
          "%d clients listen already".formatted(EndlessAnswers.MOST),
          Map.of("Retry-After", "10"));
    }
    return true;
  }

  private Endpoint endpoint(HttpExchange exchange) throws HttpRefusedException {
    String path = Optional.ofNullable(exchange.getRequestURI().getRawPath()).orElse("");
    for (Endpoint endpoint : endpoints) {
      String own = endpoint.path();
      if (own.equals("/") || path.equals(own) || path.startsWith(own + "/")) {
        return endpoint;
      }
    }
    throw new HttpRefusedException(404, "NOT_FOUND", "there is nothing here");
  }
}
