package io.saccade.processor.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.bundles.S3Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers of S3's kind that drip, never end and lie. */
class BucketCasesTest {

  private static final String ACCESS = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";

  @BeforeAll
  static void showCredentials() {
    System.setProperty(ACCESS, "us");
    System.setProperty(SECRET, "hush");
  }

  @AfterAll
  static void hideCredentials() {
    System.clearProperty(ACCESS);
    System.clearProperty(SECRET);
  }

  @Test
  void endsInTimeWhateverAServerDoes() throws Exception {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("s3://pictures/a/good", Asked.FETCHED);
    expected.put("s3://pictures/a/none", "URI_NOT_FOUND");
    expected.put("s3://pictures/a/huge", "URI_TOO_LARGE");
    expected.put("s3://pictures/a/endless", "URI_TOO_LARGE");
    expected.put("s3://pictures/a/drip", "URI_UNAVAILABLE");
    expected.put("s3://pictures/a/shorter", "URI_UNAVAILABLE");
    expected.put("s3://pictures/a/forbidden", "URI_UNAVAILABLE");
    expected.put("s3://others/a/good", "URI_HOST");
    Map<String, String> endings = new LinkedHashMap<>();
    long began = System.nanoTime();
    try (RawServer server =
            new RawServer(InetAddress.getLoopbackAddress(), 0, BucketCasesTest::answer);
        ImageSource source = source(server.port())) {
      Map<String, Asked> asked = new LinkedHashMap<>();
      expected.keySet().forEach(uri -> asked.put(uri, Asked.of(source, uri)));
      for (Map.Entry<String, Asked> each : asked.entrySet()) {
        endings.put(each.getKey(), each.getValue().ending());
      }
    }
    assertThat(endings).isEqualTo(expected);
    assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(8));
  }

  private static void answer(String path, RawServer.Talk talk)
      throws IOException, InterruptedException {
    switch (path.replaceFirst("\\?.*", "")) {
      case "/pictures/a/good" -> talk.say200("Content-Length: 5\r\n", "image");
      case "/pictures/a/huge" -> talk.say200("Content-Length: 5000000\r\n", "image");
      case "/pictures/a/endless" -> {
        talk.say200("", "");
        talk.sayForEver("i".repeat(0x10000), 1);
      }
      case "/pictures/a/drip" -> {
        talk.say200("Content-Length: 1000\r\n", "");
        talk.sayForEver("i", 50);
      }
      case "/pictures/a/shorter" -> {
        talk.say200("Content-Length: 50\r\n", "image");
        talk.hangUp();
      }
      case "/pictures/a/forbidden" ->
          talk.say("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
      default -> talk.say("HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n");
    }
  }

  private static ImageSource source(int port) {
    SourceSettings settings = Sources.reaching().withTotal(2000).settings();
    S3Settings here =
        new S3Settings(
            Optional.of(URI.create("http://127.0.0.1:" + port)), Optional.of("us-east-1"), true);
    return UriImages.start(
        new SourceSettings(
            settings.rules(),
            settings.times(),
            settings.outage(),
            settings.largest(),
            settings.concurrency(),
            here),
        8 << 20,
        FetchListener.none());
  }
}
