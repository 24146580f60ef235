package io.saccade.processor.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.processor.release.BookDesk;
import io.saccade.processor.release.Wishes;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReleasesEndpointTest {

  private static final String SECRET = "correct-horse-battery";
  private static final String CATS = "/v1/releases/cats";
  private static final String FIRST =
      "{\"primary\":{\"version\":\"1\",\"uri\":\"/models/cats/1\"},\"by\":\"anna\","
          + "\"reason\":\"begin\"}";

  private final BookDesk desk = new BookDesk();
  private final HttpClient client = HttpClient.newHttpClient();
  private ProcessorHttp http = open(Optional.of(Token.of(SECRET)));

  private ProcessorHttp open(Optional<Token> token) {
    try {
      return ProcessorHttp.start(
          HttpSettings.loopback(OptionalInt.of(0), token),
          List.of(new ReleasesEndpoint(desk)),
          Duration.ofSeconds(2));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private record Answer(int status, String text, JsonNode json, HttpResponse<String> whole) {

    String code() {
      return json.path("error").path("code").asText();
    }
  }

  @BeforeEach
  void anInstanceServes() {
    desk.report(Wishes.status("a", -1, Wishes.version(Role.PRIMARY, "0", VersionState.SERVING)));
  }

  @AfterEach
  void stop() {
    http.close();
  }

  private Answer ask(String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(), answer.body(), new ObjectMapper().readTree(answer.body()), answer);
  }

  private Answer get(String path) throws Exception {
    return ask("GET", path, "");
  }

  private Answer write(String method, String path, String body) throws Exception {
    return ask(method, path, body, "Authorization", "Bearer " + SECRET);
  }

  @Test
  void readsWithoutAToken() throws Exception {
    assertThat(get("/v1/releases").json().path("models").get(0).asText()).isEqualTo("cats");
    Answer state = get(CATS);

    assertThat(state.status()).isEqualTo(200);
    assertThat(state.json().path("release").isNull()).isTrue();
    assertThat(state.json().at("/instances/0/versions/0/state").asText()).isEqualTo("SERVING");
    assertThat(state.whole().headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(get(CATS + "/history").json().path("releases")).hasSize(1);
  }

  @Test
  void releasesPromotesAndRollsBackWithTheToken() throws Exception {
    Answer first = write("PUT", CATS, FIRST);
    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(first.json().at("/release/previous/version").asText()).isEqualTo("0");
    assertThat(first.json().at("/release/issuedBy").asText()).isEqualTo("anna");

    Answer canary =
        write(
            "PUT",
            CATS,
            "{\"canary\":{\"version\":\"2\",\"uri\":\"/models/cats/2\",\"percent\":10}}");
    assertThat(canary.json().at("/release/canary/percent").asDouble()).isEqualTo(10);
    assertThat(canary.json().at("/release/primary/version").asText()).isEqualTo("1");

    Answer promoted = write("POST", CATS + "/promote", "");
    assertThat(promoted.json().at("/release/primary/version").asText()).isEqualTo("2");
    Answer back = write("POST", CATS + "/rollback", "{\"reason\":\"worse\"}");
    assertThat(back.json().at("/release/primary/version").asText()).isEqualTo("1");
    assertThat(get(CATS).json().at("/release/reason").asText()).isEqualTo("worse");
  }

  @Test
  void endsACanaryByNull() throws Exception {
    write("PUT", CATS, FIRST);
    write(
        "PUT", CATS, "{\"canary\":{\"version\":\"2\",\"uri\":\"/models/cats/2\",\"percent\":10}}");

    Answer ended = write("PUT", CATS, "{\"canary\":null}");

    assertThat(ended.json().at("/release/canary").isNull()).isTrue();
  }

  @Test
  void saysWhoAnswersAKey() throws Exception {
    write("PUT", CATS, FIRST);

    Answer state = get(CATS + "?key=camera%201&key=camera-2");

    assertThat(state.json().at("/keys/0/key").asText()).isEqualTo("camera 1");
    assertThat(state.json().at("/keys/1/cohort").asText()).isEqualTo("PRIMARY");
  }

  @Test
  void writesNothingWithoutTheRightToken() throws Exception {
    for (String wrong :
        List.of("Bearer " + SECRET + "x", "Bearer ", "Basic " + SECRET, SECRET, "bearer")) {
      Answer answer = ask("PUT", CATS, FIRST, "Authorization", wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("UNAUTHORIZED");
      assertThat(answer.text()).doesNotContain(SECRET);
    }
    assertThat(ask("PUT", CATS, FIRST).status()).isEqualTo(401);
    assertThat(ask("POST", CATS + "/rollback", "").status()).isEqualTo(401);
    assertThat(get(CATS).json().path("release").isNull()).isTrue();
  }

  @Test
  void writesNothingWhereNoTokenIsSet() throws Exception {
    http.close();
    http = open(Optional.empty());

    Answer answer = ask("PUT", CATS, FIRST, "Authorization", "Bearer ");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("WRITES_OFF");
  }

  @Test
  void tellsMistakesByTheirCode() throws Exception {
    assertThat(write("POST", CATS + "/promote", "").code()).isEqualTo("NO_CANARY");
    assertThat(write("POST", CATS + "/rollback", "").code()).isEqualTo("NO_PREVIOUS");
    assertThat(write("POST", "/v1/releases/dogs/rollback", "").code()).isEqualTo("NO_RELEASE");
    assertThat(write("PUT", CATS, "{\"primary\":{\"version\":\"9\"}}").code())
        .isEqualTo("UNKNOWN_VERSION");
    Answer share =
        write("PUT", CATS, "{\"canary\":{\"version\":\"2\",\"uri\":\"/2\",\"percent\":0}}");
    assertThat(share.status()).isEqualTo(400);
    assertThat(share.code()).isEqualTo("BAD_PERCENT");
  }

  @Test
  void refusesBodiesThatAreNone() throws Exception {
    for (String body :
        List.of(
            "",
            "{}",
            "[]",
            "null",
            "{",
            "{\"primary\":\"2\"}",
            "{\"primary\":null}",
            "{\"primary\":{\"version\":2}}",
            "{\"primry\":{\"version\":\"2\"}}",
            "{\"canary\":{\"version\":\"2\",\"percent\":\"10\"}}",
            "{\"shadow\":{\"version\":\"2\",\"percent\":10}}",
            "{\"shadow\":null,\"shadow\":null}",
            "{\"shadow\":null} x",
            "{\"shadow\":null,\"by\":7}",
            "[".repeat(5000))) {
      Answer answer = write("PUT", CATS, body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("BAD_BODY");
    }
    assertThat(write("POST", CATS + "/promote", "{\"primary\":{}}").code()).isEqualTo("BAD_BODY");
  }

  @Test
  void refusesALargeBody() throws Exception {
    Answer answer = write("PUT", CATS, "{\"reason\":\"" + "x".repeat(Body.MOST_BYTES) + "\"}");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("TOO_LARGE");
  }

  @Test
  void knowsWhatIsThereAndWhatMayBeDone() throws Exception {
    for (String path :
        List.of("/", "/v1", "/v1/releases/", CATS + "/", CATS + "/x", CATS + "/history/x")) {
      assertThat(get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(get("/v1/releases/%2e%2e").status()).isEqualTo(404);
    assertThat(get("/v1/releases/dogs").code()).isEqualTo("UNKNOWN_MODEL");
    Answer deleted = write("DELETE", CATS, "");
    assertThat(deleted.status()).isEqualTo(405);
    assertThat(deleted.whole().headers().firstValue("Allow")).contains("GET, PUT");
    assertThat(get(CATS + "/promote").whole().headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void givesUpOnSlowClientsAndServesTheOthers() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < TimedExecutor.THREADS; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port());
      String half = i % 2 == 0 ? "" : "Content-Length: 100\r\n\r\n{";
      String head =
          "PUT /v1/releases/cats HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s"
              .formatted(SECRET, half);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      slow.add(socket);
    }

    assertThat(get(CATS).status()).isEqualTo(200);

    for (Socket socket : slow) {
      try (socket) {
        socket.setSoTimeout(10_000);
        assertThat(drained(socket)).doesNotContain("202");
      }
    }
  }

  /** What a connection says until it is closed from the other side. */
  private static String drained(Socket socket) {
    try (InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection is still open", e);
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void survivesNonsense() throws Exception {
    Random random = new Random(7);
    String valid =
        "PUT /v1/releases/cats HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wrong\r\n"
            + "Content-Length: 20\r\nConnection: close\r\n\r\n{\"primary\":{}}       ";
    for (int i = 0; i < 200; i++) {
      byte[] bytes = valid.getBytes(StandardCharsets.ISO_8859_1);
      for (int n = random.nextInt(8) + 1; n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
        socket.getOutputStream().write(bytes, 0, random.nextInt(bytes.length) + 1);
      }
    }

    assertThat(get(CATS).status()).isEqualTo(200);
    assertThat(get(CATS).json().path("release").isNull()).isTrue();
  }
}
