package io.saccade.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small schema registry that speaks Confluent's REST API on the loopback interface: Avro only,
 * without references, authorization or a cluster. What it has acknowledged is on the disk.
 * Thread-safe.
 */
public final class SchemaRegistryServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistryServer.class);
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";
  private static final int THREADS = 8;

  private final HttpServer server;
  private final ExecutorService threads;
  private final RegistryStore store;
  private final RegistryApi api;

  private SchemaRegistryServer(HttpServer server, RegistryStore store) {
    this.server = server;
    this.store = store;
    this.api = new RegistryApi(store);
    this.threads = Executors.newFixedThreadPool(THREADS, SchemaRegistryServer::thread);
  }

  /**
   * Starts a registry and returns once it answers.
   *
   * @param port on the loopback interface, or 0 for a free one
   * @param directory where the schemas are kept; made if need be, held until close
   * @throws IOException if the port is taken, or the directory by another registry
   */
  public static SchemaRegistryServer start(int port, Path directory) throws IOException {
    RegistryStore store = RegistryStore.open(directory);
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      sendAtOnce();
      SchemaRegistryServer registry =
          new SchemaRegistryServer(HttpServer.create(address, 0), store);
      registry.server.createContext("/", registry::handle);
      registry.server.setExecutor(registry.threads);
      registry.server.start();
      return registry;
    } catch (IOException e) {
      store.close();
      throw new IOException("port %d: %s".formatted(port, e.getMessage()), e);
    }
  }

  /**
   * The JDK's server sends head and body apart; unless told by this property, the body waits 40 ms
   * for the acknowledgement of the head.
   */
  private static void sendAtOnce() {
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  /** What to set {@code schema.registry.url} to. */
  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Stops answering and lets go of the directory. */
  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    store.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      JsonNode answer;
      try {
        answer = api.answer(RegistryRequest.of(exchange));
      } catch (RefusedRequestException e) {
        status = e.status();
        answer = error(e.code(), String.valueOf(e.getMessage()));
      } catch (IOException | RuntimeException e) {
        LOG.error("registry request failed path={}", exchange.getRequestURI().getPath(), e);
        status = 500;
        answer = error(50001, "Error in the backend data store");
      }
      byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static JsonNode error(int code, String message) {
    return JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "schema-registry");
    thread.setDaemon(true);
    return thread;
  }
}
