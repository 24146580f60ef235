package io.saccade.schemas;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A registry in memory that can be told to fail, and remembers what it was asked. */
final class ScriptedRegistry implements AutoCloseable {

  /** Answers one request instead of the registry. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** One request as it came. */
  record Asked(String line, @Nullable String authorization, String body) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Integer, ObjectNode> schemas = new LinkedHashMap<>();
  private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
  private final ConcurrentLinkedDeque<Answer> next = new ConcurrentLinkedDeque<>();
  final List<Asked> asked = new CopyOnWriteArrayList<>();

  ScriptedRegistry() throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  ScriptedRegistry(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://localhost:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The next requests are answered so, one each, before the registry is itself again. */
  void nextAnswers(Answer... answers) {
    next.addAll(List.of(answers));
  }

  static Answer status(int status, String body) {
    return exchange -> reply(exchange, status, body);
  }

  synchronized void add(int id, Schema schema) {
    schemas.put(id, JSON.createObjectNode().put("schema", schema.toString()));
  }

  synchronized void add(int id, ObjectNode answer) {
    schemas.put(id, answer);
  }

  synchronized void addToSubject(String subject, int id) {
    subjects.computeIfAbsent(subject, any -> new ArrayList<>()).add(id);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
      asked.add(new Asked(line, exchange.getRequestHeaders().getFirst("Authorization"), body));
      Answer scripted = next.poll();
      if (scripted != null) {
        scripted.to(exchange);
      } else {
        answer(exchange, line.split("/", -1), body);
      }
    }
  }

  private synchronized void answer(HttpExchange exchange, String[] path, String body)
      throws IOException {
    if (path[1].equals("schemas")) {
      ObjectNode schema = schemas.get(Integer.parseInt(path[3]));
      reply(exchange, schema == null ? 404 : 200, schema == null ? missing(40403) : schema + "");
    } else if (path.length == 5) {
      int id = subjects.getOrDefault(path[2], List.of()).get(Integer.parseInt(path[4]) - 1);
      reply(exchange, 200, String.valueOf(schemas.get(id)));
    } else {
      answerPost(exchange, path, JSON.readTree(body).get("schema").asText());
    }
  }

  private void answerPost(HttpExchange exchange, String[] path, String schema) throws IOException {
    List<Integer> ids = subjects.computeIfAbsent(path[2], any -> new ArrayList<>());
    int id =
        ids.stream()
            .filter(i -> JSON.createObjectNode().put("schema", schema).equals(schemas.get(i)))
            .findFirst()
            .orElse(0);
    if (id == 0 && path.length == 3) {
      reply(exchange, 404, missing(40403));
      return;
    }
    if (id == 0) {
      id = 100 + schemas.size();
      schemas.put(id, JSON.createObjectNode().put("schema", schema));
      ids.add(id);
    }
    reply(exchange, 200, "{\"id\":" + id + "}");
  }

  static String missing(int code) {
    return "{\"error_code\":" + code + ",\"message\":\"not found\"}";
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
