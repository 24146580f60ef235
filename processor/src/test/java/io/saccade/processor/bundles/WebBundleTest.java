package io.saccade.processor.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleLimits;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.shapes.ColorModel;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles over http. */
@Timeout(60)
final class WebBundleTest {

  private static final BundleLimits LIMITS =
      new BundleLimits(1 << 20, 1 << 20, 1 << 20, 1 << 20, 20);

  @TempDir private Path folder;
  private final WebServer server;
  private final WebServer stranger;
  private byte[] zip = new byte[0];
  private String sha256 = "";

  WebBundleTest() throws IOException {
    server = new WebServer();
    stranger = new WebServer();
  }

  @BeforeEach
  void makeZip() throws Exception {
    Bundle bundle = ColorModel.bundle("1");
    Path file = folder.resolve("made.zip");
    BundleWriter.write(bundle, file, IfPresent.REFUSE);
    zip = Files.readAllBytes(file);
    sha256 = bundle.sha256();
  }

  @AfterEach
  void stop() {
    server.close();
    stranger.close();
  }

  private BundleStore store() {
    return store(Duration.ofSeconds(30));
  }

  private BundleStore store(Duration overall) {
    return new BundleStore(
        new BundleRules(
            List.of(server.address("/models")),
            LIMITS,
            List.of(),
            S3Settings.defaults(),
            new FetchTimes(Duration.ofSeconds(5), overall)),
        folder.resolve("cache"),
        1L << 30);
  }

  private Bundle fetch(String path) throws Exception {
    return store().fetch(server.address(path).toString(), Optional.empty());
  }

  private Refusals refused(String path) {
    return Refusals.of(() -> fetch(path));
  }

  @Test
  void downloadsAZipAndKeepsIt() throws Exception {
    server.bytes("/models/1.zip", zip);

    assertThat(fetch("/models/1.zip").sha256()).isEqualTo(sha256);
    assertThat(
            store().fetch(server.address("/models/1.zip").toString(), Optional.of(sha256)).sha256())
        .isEqualTo(sha256);

    assertThat(server.asked()).isEqualTo(1);
    try (var files = Files.list(folder.resolve("cache"))) {
      assertThat(files).containsExactly(folder.resolve("cache").resolve(sha256 + ".zip"));
    }
  }

  @Test
  void followsARedirectWithinTheRoots() throws Exception {
    server.redirect("/models/latest.zip", "1.zip");
    server.bytes("/models/1.zip", zip);

    assertThat(fetch("/models/latest.zip").sha256()).isEqualTo(sha256);
  }

  @Test
  void followsNoRedirectOutOfTheRoots() {
    stranger.bytes("/models/1.zip", zip);
    server.redirect("/models/away", stranger.address("/models/1.zip").toString());
    server.redirect("/models/up", "../secret.zip");
    server.redirect("/models/file", folder.resolve("made.zip").toUri().toString());
    server.redirect("/models/s3", "s3://models/1.zip");
    server.redirect("/models/none", "");
    server.bytes("/secret.zip", zip);

    for (String page : List.of("away", "up", "file", "s3")) {
      refused("/models/" + page).hasCode(RefusalCode.BUNDLE_PATH).saying("bundle.roots");
    }
    refused("/models/none").hasCode(RefusalCode.BUNDLE_PATH);
    assertThat(stranger.asked()).isZero();
  }

  @Test
  void asksNobodyOutsideOfTheRoots() {
    stranger.bytes("/models/1.zip", zip);
    refused("/other/1.zip").hasCode(RefusalCode.BUNDLE_PATH);
    refused("/models/%2e%2e/1.zip").hasCode(RefusalCode.BUNDLE_PATH);
    Refusals.of(
            () -> store().fetch(stranger.address("/models/1.zip").toString(), Optional.of(sha256)))
        .hasCode(RefusalCode.BUNDLE_PATH);
    assertThat(server.asked()).isZero();
    assertThat(stranger.asked()).isZero();
  }

  @Test
  void goesInNoCircles() {
    server.redirect("/models/a", "/models/b");
    server.redirect("/models/b", "/models/a");

    refused("/models/a").hasCode(RefusalCode.BUNDLE_PATH).saying("redirects more than 5 times");
  }

  @ParameterizedTest
  @CsvSource({
    "404, nothing there",
    "403, does not let us",
    "401, does not let us",
    "400, could not"
  })
  void saysWhatTheServerSays(int status, String words) {
    server.status("/models/1.zip", status);

    refused("/models/1.zip").hasCode(RefusalCode.BUNDLE_PATH).saying(words, "HTTP " + status);
    assertThat(server.asked()).isEqualTo(1);
  }

  @Test
  void triesAgainWhatMayPass() throws Exception {
    server.page(
        "/models/1.zip",
        exchange -> {
          if (server.asked() < 3) {
            exchange.sendResponseHeaders(503, -1);
          } else {
            exchange.sendResponseHeaders(200, zip.length);
            exchange.getResponseBody().write(zip);
          }
        });

    assertThat(fetch("/models/1.zip").sha256()).isEqualTo(sha256);
    assertThat(server.asked()).isEqualTo(3);
  }

  @Test
  void givesUpOnAServerThatStaysBroken() {
    server.status("/models/1.zip", 503);

    refused("/models/1.zip").hasCode(RefusalCode.BUNDLE_PATH).saying("HTTP 503");
    assertThat(server.asked()).isEqualTo(3);
  }

  @Test
  void readsNoMoreThanABundleMayHave() {
    server.endless("/models/endless.zip");
    server.bytes("/models/large.zip", new byte[(int) LIMITS.totalBytes() + 1]);

    refused("/models/endless.zip").hasCode(RefusalCode.MODEL_FORMAT).saying("more than");
    refused("/models/large.zip").hasCode(RefusalCode.MODEL_FORMAT).saying("more than");
  }

  @Test
  void waitsNoLongerThanItMay() {
    server.silent("/models/silent.zip");
    String address = server.address("/models/silent.zip").toString();

    Refusals.of(() -> store(Duration.ofSeconds(1)).fetch(address, Optional.empty()))
        .hasCode(RefusalCode.BUNDLE_PATH)
        .saying("in time");
  }

  @Test
  void refusesABodyThatEndsEarly() {
    server.page(
        "/models/short.zip",
        exchange -> {
          exchange.sendResponseHeaders(200, zip.length);
          exchange.getResponseBody().write(zip, 0, zip.length / 2);
        });

    refused("/models/short.zip").hasCode(RefusalCode.BUNDLE_PATH).saying("cannot be downloaded");
  }

  @Test
  void refusesWhatIsNoZip() {
    server.bytes("/models/page", "<html>sign in</html>".getBytes(StandardCharsets.UTF_8));
    server.bytes("/models/empty", new byte[0]);

    refused("/models/page").hasCode(RefusalCode.MODEL_FORMAT);
    refused("/models/empty").hasCode(RefusalCode.MODEL_FORMAT);
  }

  @Test
  void saysThatNobodyAnswers() {
    URI address = stranger.address("/models/1.zip");
    stranger.close();
    BundleStore store =
        new BundleStore(
            new BundleRules(
                List.of(address), LIMITS, List.of(), S3Settings.defaults(), FetchTimes.defaults()),
            folder.resolve("cache"),
            1L << 30);

    Refusals.of(() -> store.fetch(address.toString(), Optional.empty()))
        .hasCode(RefusalCode.BUNDLE_PATH)
        .saying("cannot be downloaded");
  }

  @Test
  void leavesNothingOfADownloadBehind() throws Exception {
    server.endless("/models/endless.zip");
    refused("/models/endless.zip").hasCode(RefusalCode.MODEL_FORMAT);

    try (var files = Files.list(folder.resolve("cache"))) {
      assertThat(files).isEmpty();
    }
  }
}
