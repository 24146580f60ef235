package io.saccade.processor.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many clients that begin a request and do not end it keep nobody out. */
final class SlowClientsTest {

  private static final int CLIENTS = 5 * TimedExecutor.THREADS;
  private static final Duration PROBE = Duration.ofSeconds(5);

  private final List<Socket> slow = new ArrayList<>();

  private record Here(String path, Access access) implements Endpoint {

    @Override
    public void answer(HttpExchange exchange) throws IOException {
      Reply.of(200, "text/plain", new byte[] {'!'}).send(exchange);
    }
  }

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : slow) {
      socket.close();
    }
  }

  private static ProcessorHttp open() throws IOException {
    HttpSettings settings =
        new HttpSettings(
            HttpSettings.LOOPBACK,
            OptionalInt.of(0),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    return ProcessorHttp.start(
        settings, List.of(new Here("/", Access.OPEN)), Duration.ofSeconds(30));
  }

  private void begin(ProcessorHttp http, String request) throws IOException {
    for (int i = 0; i < CLIENTS; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port());
      slow.add(socket);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static int probe(ProcessorHttp http) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(http.address().resolve("/")).timeout(PROBE).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void keepNobodyOutByHeadsThatDoNotEnd() throws Exception {
    try (ProcessorHttp http = open()) {
      begin(http, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

      assertThat(probe(http)).isEqualTo(200);
    }
  }

  @Test
  void keepNobodyOutByBodiesThatNobodyReads() throws Exception {
    try (ProcessorHttp http = open()) {
      begin(http, "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n");

      assertThat(probe(http)).isEqualTo(200);
    }
  }
}
