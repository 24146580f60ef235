package io.saccade.processor.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers that drip, never end, lie and pack: the image, or a coded failure, in time. */
class BadServersTest {

  private static final String OK = Asked.FETCHED;
  private static final String GONE = "URI_UNAVAILABLE";
  private static final String LARGE = "URI_TOO_LARGE";
  private static final long TOTAL_MILLIS = 1500;
  private static final String SHA256 =
      "6105d6cc76af400325e94d588ce511be5bfdbb73b437dc51eca43917d7a43e3d";

  private static RawServer server;

  @BeforeAll
  static void serve() throws Exception {
    server = new RawServer(InetAddress.getLoopbackAddress(), 0, BadServersTest::answer);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void answer(String path, RawServer.Talk talk)
      throws IOException, InterruptedException {
    switch (path) {
      case "/good", "/good?secret=1" -> talk.say200("Content-Length: 5\r\n", "image");
      case "/chunked" ->
          talk.say200("Transfer-Encoding: chunked\r\n", "2\r\nim\r\n3\r\nage\r\n0\r\n\r\n");
      case "/large-chunked" -> largeChunked(talk, 900_000);
      case "/no-length" -> {
        talk.say200("", "image");
        talk.hangUp();
      }
      case "/longer" -> talk.say200("Content-Length: 5\r\n", "imageHTTP/1.1 200 OK\r\nX: y");
      case "/identity" ->
          talk.say200("Content-Encoding: identity\r\nContent-Length: 5\r\n", "image");
      case "/silent" -> talk.sayForEver("", 50);
      case "/drip-head" -> talk.sayForEver("H", 50);
      case "/drip-headers" -> {
        talk.say("HTTP/1.1 200 OK\r\n");
        talk.sayForEver("X: y\r\n", 50);
      }
      case "/drip-body" -> {
        talk.say200("Content-Length: 1000\r\n", "");
        talk.sayForEver("i", 50);
      }
      case "/drip-continue" -> talk.sayForEver("HTTP/1.1 100 Continue\r\n\r\n", 20);
      case "/endless-line" -> talk.sayForEver("a".repeat(10_000), 1);
      case "/endless-headers" -> {
        talk.say("HTTP/1.1 200 OK\r\n");
        talk.sayForEver("X: y\r\n".repeat(1000), 1);
      }
      case "/endless-chunks" -> {
        talk.say200("Transfer-Encoding: chunked\r\n", "");
        talk.sayForEver("10000\r\n" + "i".repeat(0x10000) + "\r\n", 1);
      }
      case "/endless-body" -> {
        talk.say200("", "");
        talk.sayForEver("i".repeat(0x10000), 1);
      }
      default -> answerMore(path, talk);
    }
  }

  private static void answerMore(String path, RawServer.Talk talk) throws IOException {
    switch (path) {
      case "/shorter" -> {
        talk.say200("Content-Length: 50\r\n", "image");
        talk.hangUp();
      }
      case "/huge" -> talk.say200("Content-Length: 9223372036854775807\r\n", "image");
      case "/beyond-long" -> talk.say200("Content-Length: 99999999999999999999\r\n", "image");
      case "/negative" -> talk.say200("Content-Length: -5\r\n", "image");
      case "/one-more" -> talk.say200("Content-Length: " + ((1 << 20) + 1) + "\r\n", "image");
      case "/gzip" -> talk.say200("Content-Encoding: gzip\r\nContent-Length: 5\r\n", "image");
      case "/brotli" -> talk.say200("Content-Encoding: br, gzip\r\nContent-Length: 5\r\n", "image");
      case "/te-gzip" -> talk.say200("Transfer-Encoding: gzip\r\n", "image");
      case "/bad-chunk" -> talk.say200("Transfer-Encoding: chunked\r\n", "zz\r\nimage\r\n");
      case "/nonsense" -> talk.say("220 mail.test ESMTP\r\n\r\n");
      case "/empty" -> talk.say200("Content-Length: 0\r\n", "");
      case "/hang-up" -> talk.hangUp();
      default ->
          talk.say("HTTP/1.1 " + path.substring(1) + " So\r\nContent-Length: 5\r\n\r\nimage");
    }
  }

  private static void largeChunked(RawServer.Talk talk, int size) throws IOException {
    talk.say200("Transfer-Encoding: chunked\r\n", "");
    for (int sent = 0; sent < size; sent += 0x10000) {
      talk.say("10000\r\n" + "i".repeat(0x10000) + "\r\n");
    }
    talk.say("0\r\n\r\n");
  }

  private static Map<String, String> expected() {
    Map<String, String> expected = new LinkedHashMap<>();
    for (String path :
        "good chunked large-chunked no-length longer identity empty good?secret=1".split(" ", -1)) {
      expected.put(path, OK);
    }
    for (String path :
        ("silent drip-head drip-headers drip-body drip-continue endless-line endless-headers"
                + " shorter beyond-long te-gzip bad-chunk nonsense hang-up gzip brotli 204 206 400"
                + " 401 403 429 500 503")
            .split(" ", -1)) {
      expected.put(path, GONE);
    }
    for (String path : "endless-chunks endless-body huge one-more".split(" ", -1)) {
      expected.put(path, LARGE);
    }
    expected.put("negative", GONE);
    expected.put("404", "URI_NOT_FOUND");
    expected.put("410", "URI_NOT_FOUND");
    expected.put("301", "URI_REDIRECT");
    expected.put("307", "URI_REDIRECT");
    return expected;
  }

  @Test
  void endsInTimeWhateverAServerDoes() throws Exception {
    Map<String, String> endings = new LinkedHashMap<>();
    long began = System.nanoTime();
    try (ImageSource source = source()) {
      Map<String, Asked> asked = new LinkedHashMap<>();
      for (String path : expected().keySet()) {
        // Another host each, so that none has part in another's outage.
        String host = path.replaceAll("[^a-z0-9]", "") + ".test:" + server.port();
        asked.put(path, Asked.of(source, "http://" + host + "/" + path));
      }
      for (Map.Entry<String, Asked> each : asked.entrySet()) {
        endings.put(each.getKey(), each.getValue().ending());
      }
    }
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    assertThat(endings).isEqualTo(expected());
    assertThat(took).isLessThan(TOTAL_MILLIS + 3500);
  }

  @Test
  void takesOneImageForNoOther() throws Exception {
    try (RawServer smuggler =
            new RawServer(
                InetAddress.getLoopbackAddress(),
                0,
                (path, talk) ->
                    talk.say200(
                        "Content-Length: 5\r\n",
                        path.equals("/evil")
                            ? "imageHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother"
                            : "image"));
        ImageSource source = sourceOf("one.test:" + smuggler.port())) {
      for (int i = 0; i < 5; i++) {
        String base = "http://one.test:" + smuggler.port();
        assertThat(Asked.of(source, base + "/evil").ending()).isEqualTo(OK);
        Asked honest = Asked.of(source, base + "/honest");
        assertThat(honest.ending()).isEqualTo(OK);
        assertThat(honest.text()).isEqualTo("image");
      }
    }
  }

  @Test
  void comparesTheHash() throws Exception {
    String host = "hash.test:" + server.port();
    try (ImageSource source = sourceOf(host)) {
      String uri = "http://" + host + "/good";
      assertThat(Asked.of(source, uri, SHA256).ending()).isEqualTo(OK);
      assertThat(Asked.of(source, uri, SHA256.toUpperCase(Locale.ROOT)).ending()).isEqualTo(OK);
      assertThat(Asked.of(source, uri, "00" + SHA256.substring(2)).ending()).isEqualTo("URI_HASH");
    }
  }

  private static ImageSource source() throws Exception {
    String[] hosts =
        expected().keySet().stream()
            .map(path -> path.replaceAll("[^a-z0-9]", "") + ".test:" + server.port())
            .toArray(String[]::new);
    return sourceOf(hosts);
  }

  private static ImageSource sourceOf(String... hosts) throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    Sources sources =
        Sources.reaching(hosts)
            .withOutage(1000, 20, 5000)
            .withTotal((int) TOTAL_MILLIS)
            .withConcurrency(48);
    return new UriImages(
        sources.settings(),
        16 << 20,
        FetchListener.none(),
        name -> new InetAddress[] {here},
        SSLContext.getDefault());
  }
}
