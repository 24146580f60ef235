package io.saccade.processor.http;

import com.sun.net.httpserver.HttpExchange;
import io.saccade.processor.release.ReleaseChange;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.release.ReleaseWish;
import io.saccade.schemas.SchemaException;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases over HTTP: {@code GET /v1/releases}, {@code GET} and {@code PUT /v1/releases/MODEL},
 * {@code GET .../history}, {@code POST .../promote} and {@code POST .../rollback}. What goes wrong
 * is answered with a code for programs.
 */
public final class ReleasesEndpoint implements Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(ReleasesEndpoint.class);

  private final Releases releases;

  /**
   * Answers from a desk.
   *
   * @param desk must stay open as long as anybody asks
   */
  public ReleasesEndpoint(ReleaseDesk desk) {
    this.releases = new Releases(desk, Clock.systemUTC());
  }

  @Override
  public String path() {
    return Address.ROOT;
  }

  @Override
  public Access access() {
    return Access.READ;
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException {
    reply(exchange).send(exchange);
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    try {
      return route(exchange);
    } catch (HttpRefusedException e) {
      return e.reply();
    } catch (SchemaException e) {
      return Reply.error(503, "REGISTRY_UNAVAILABLE", "the schema registry does not do its part");
    } catch (KafkaException e) {
      LOG.warn("kafka failed a request over http reason=\"{}\"", e.getMessage());
      return Reply.error(503, "KAFKA_UNAVAILABLE", "Kafka does not do its part; see the log");
    } catch (InterruptedException e) { // by the executor, which bounds the time of a request
      return Reply.error(503, "TOO_SLOW", "this could not be answered in time");
    }
  }

  private Reply route(HttpExchange exchange)
      throws HttpRefusedException, SchemaException, IOException, InterruptedException {
    Address address = Address.of(exchange.getRequestURI());
    if (address.model().isEmpty()) {
      allow(exchange, "GET");
      return releases.models();
    }
    String model = address.model().get();
    return switch (address.action().orElse("")) {
      case "" -> {
        if (allow(exchange, "GET", "PUT").equals("GET")) {
          yield releases.state(model, address);
        }
        Body body = Body.read(exchange.getRequestBody());
        ReleaseWish wish = body.wish();
        yield releases.issue(model, body, change -> change.set(wish));
      }
      case "history" -> {
        allow(exchange, "GET");
        yield releases.history(model);
      }
      case "promote" -> issue(exchange, model, ReleaseChange::promote);
      case "rollback" -> issue(exchange, model, ReleaseChange::rollback);
      default -> throw Address.nothingThere();
    };
  }

  private Reply issue(HttpExchange exchange, String model, Releases.Change change)
      throws HttpRefusedException, SchemaException, IOException, InterruptedException {
    allow(exchange, "POST");
    Body body = Body.read(exchange.getRequestBody());
    body.requireIssuerOnly();
    return releases.issue(model, body, change);
  }

  private static String allow(HttpExchange exchange, String... methods)
      throws HttpRefusedException {
    for (String method : methods) {
      if (method.equals(exchange.getRequestMethod())) {
        return method;
      }
    }
    String allowed = String.join(", ", methods);
    throw new HttpRefusedException(
        405, "METHOD_NOT_ALLOWED", "only " + allowed + " here", Map.of("Allow", allowed));
  }
}
