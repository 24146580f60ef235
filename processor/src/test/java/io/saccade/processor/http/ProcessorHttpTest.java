package io.saccade.processor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorHttpTest {

  private static final String TO_READ = "whoever-reads-knows-this";
  private static final String TO_WRITE = "whoever-writes-knows-that";

  private final CountDownLatch happened = new CountDownLatch(1);
  private final BlockingQueue<String> left = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<AutoCloseable> opened = new ArrayList<>();

  /** Answers with its own path. */
  private record Plain(String path, Access access) implements Endpoint {

    @Override
    public void answer(HttpExchange exchange) throws IOException {
      Reply.of(200, "text/plain", path.getBytes(StandardCharsets.UTF_8)).send(exchange);
    }
  }

  /** Tells news once, and goes on for ever; or more than any client takes. */
  private record News(String path, CountDownLatch happened, BlockingQueue<String> left)
      implements Endpoint {

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
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      try {
        out.write("hello\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (!path.equals("/flood")) {
          happened.await();
          out.write("news\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
          new CountDownLatch(1).await();
        }
        byte[] much = new byte[1 << 16];
        while (true) {
          out.write(much);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        left.add("left");
      }
    }
  }

  private ProcessorHttp open(Optional<Token> toRead, Duration atMost, Endpoint... endpoints)
      throws IOException {
    HttpSettings settings =
        new HttpSettings(
            HttpSettings.LOOPBACK,
            OptionalInt.of(0),
            Optional.of(Token.of(TO_WRITE)),
            toRead,
            Optional.empty(),
            false);
    ProcessorHttp http = ProcessorHttp.start(settings, List.of(endpoints), atMost);
    opened.add(http);
    return http;
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  private HttpResponse<String> ask(ProcessorHttp http, String method, String path, String... how)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(http.address().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (how.length > 0) {
      request.header("Authorization", how[0]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String basic(String password) {
    return "Basic "
        + Base64.getEncoder().encodeToString(("me:" + password).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void asksTheEndpointWithTheLongestPath() throws Exception {
    ProcessorHttp http =
        open(
            Optional.empty(),
            Duration.ofSeconds(30),
            new Plain("/", Access.READ),
            new Plain("/v1/a", Access.READ),
            new Plain("/v1/a/b", Access.READ));

    assertThat(ask(http, "GET", "/v1/a/x").body()).isEqualTo("/v1/a");
    assertThat(ask(http, "GET", "/v1/a/b/c").body()).isEqualTo("/v1/a/b");
    assertThat(ask(http, "GET", "/v1/ab").body()).isEqualTo("/");
    assertThat(ask(http, "HEAD", "/v1/a").body()).isEmpty();
  }

  @Test
  void letsInWhoMayReadAndWhoMayWrite() throws Exception {
    ProcessorHttp http =
        open(
            Optional.of(Token.of(TO_READ)),
            Duration.ofSeconds(30),
            new Plain("/open", Access.OPEN),
            new Plain("/read", Access.READ),
            new Plain("/write", Access.WRITE));

    assertThat(ask(http, "GET", "/open").statusCode()).isEqualTo(200);
    HttpResponse<String> stranger = ask(http, "GET", "/read");
    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(stranger.headers().firstValue("WWW-Authenticate").orElse("")).contains("Basic");
    for (String key : List.of("Bearer " + TO_READ, basic(TO_READ), "Bearer " + TO_WRITE)) {
      assertThat(ask(http, "GET", "/read", key).statusCode()).as(key).isEqualTo(200);
    }
    for (String wrong : List.of("Basic " + TO_READ, "Basic ", basic("x"), basic(TO_WRITE))) {
      assertThat(ask(http, "GET", "/read", wrong).statusCode()).as(wrong).isEqualTo(401);
    }
    assertThat(ask(http, "POST", "/open").statusCode()).isEqualTo(401);
    assertThat(ask(http, "POST", "/read", "Bearer " + TO_READ).statusCode()).isEqualTo(401);
    assertThat(ask(http, "GET", "/write", basic(TO_WRITE)).statusCode()).isEqualTo(401);
    assertThat(ask(http, "POST", "/read", "Bearer " + TO_WRITE).statusCode()).isEqualTo(200);
  }

  @Test
  void tellsNewsForLongerThanARequestMayTakeAndBoundsHowManyListen() throws Exception {
    ProcessorHttp http =
        open(
            Optional.empty(),
            Duration.ofSeconds(2),
            new News("/news", happened, left),
            new Plain("/plain", Access.READ),
            new Stuck());
    List<BufferedReader> listeners = new ArrayList<>();
    for (int i = 0; i < EndlessAnswers.MOST; i++) {
      BufferedReader listener = listen(http.address().resolve("/news"));
      assertThat(listener.readLine()).isEqualTo("hello");
      listeners.add(listener);
    }

    assertThat(ask(http, "GET", "/news").statusCode()).isEqualTo(503);
    assertThat(ask(http, "GET", "/plain").statusCode()).isEqualTo(200);
    assertThat(ask(http, "GET", "/stuck").statusCode()).as("after two seconds").isEqualTo(503);
    happened.countDown();
    for (BufferedReader listener : listeners) {
      assertThat(listener.readLine()).isEqualTo("news");
    }
  }

  private BufferedReader listen(URI at) throws Exception {
    HttpResponse<InputStream> answer =
        client.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofInputStream());
    opened.add(answer.body());
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  @Test
  void givesUpAListenerThatTakesNothing() throws Exception {
    ProcessorHttp http =
        open(Optional.empty(), Duration.ofSeconds(1), new News("/flood", happened, left));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /flood HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(left.poll(60, TimeUnit.SECONDS)).isEqualTo("left");
    }
  }

  @Test
  void endsWhatHasNoEndWhenItStops() throws Exception {
    ProcessorHttp http =
        open(Optional.empty(), Duration.ofSeconds(30), new News("/news", happened, left));
    BufferedReader listener = listen(http.address().resolve("/news"));
    assertThat(listener.readLine()).isEqualTo("hello");

    http.close();

    assertThat(left.poll(60, TimeUnit.SECONDS)).isEqualTo("left");
  }

  @Test
  void speaksTlsWithTheKeyOfTheKeystore(@TempDir Path folder) throws Exception {
    Path keystore = TestKeystore.make(folder, TO_WRITE);
    HttpSettings settings =
        new HttpSettings(
            "localhost",
            OptionalInt.of(0),
            Optional.empty(),
            Optional.empty(),
            Optional.of(TlsSettings.of(keystore, TO_WRITE)),
            false);
    ProcessorHttp http =
        ProcessorHttp.start(settings, List.of(new Plain("/", Access.READ)), Duration.ofSeconds(30));
    opened.add(http);
    HttpClient trusting =
        HttpClient.newBuilder().sslContext(TestKeystore.trusting(keystore, TO_WRITE)).build();

    assertThat(http.address()).hasScheme("https");
    HttpResponse<String> answer =
        trusting.send(
            HttpRequest.newBuilder(http.address().resolve("/")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("/");
    URI plain = URI.create("http://localhost:" + http.port() + "/");
    assertThatIOException()
        .isThrownBy(
            () ->
                client.send(
                    HttpRequest.newBuilder(plain).timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString()));
  }

  /** Answers when its time is over. */
  private static final class Stuck implements Endpoint {

    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public String path() {
      return "/stuck";
    }

    @Override
    public Access access() {
      return Access.READ;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
      try {
        never.await();
      } catch (InterruptedException e) {
        Reply.error(503, "STUCK", "its time is over").send(exchange);
      }
    }
  }
}
