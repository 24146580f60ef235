package io.saccade.processor.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.saccade.processor.release.ReleaseChange;
import io.saccade.processor.release.ReleaseWish;
import io.saccade.schemas.SchemaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its answer: who may do what, and what went wrong, as a code for programs. */
final class RequestHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

  private final Releases releases;
  private final Optional<Token> token;

  RequestHandler(Releases releases, Optional<Token> token) {
    this.releases = releases;
    this.token = token;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, reply(exchange));
    }
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
    } catch (RuntimeException e) {
      LOG.error("a request over http failed in a way that nobody foresaw", e);
      return Reply.error(500, "INTERNAL", "this is a bug in saccade; see the log");
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
        Body body = written(exchange);
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
    Body body = written(exchange);
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

  /** The body of a request that writes; not one byte of it is read before the token is right. */
  private Body written(HttpExchange exchange) throws HttpRefusedException, IOException {
    if (token.isEmpty()) {
      throw new HttpRefusedException(
          403, "WRITES_OFF", "nobody can write over http before http.token is set");
    }
    if (!token.get().isIn(exchange.getRequestHeaders().getFirst("Authorization"))) {
      throw new HttpRefusedException(
          401,
          "UNAUTHORIZED",
          "the header Authorization must be: Bearer, a blank, and the token",
          Map.of("WWW-Authenticate", "Bearer"));
    }
    return Body.read(exchange.getRequestBody());
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = (reply.body().toString() + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
