package io.saccade.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FetchTest {

  private static final String PATH = "validated/vision/net/net-1.onnx";

  private final Path folder;
  private final byte[] bytes = new byte[300_000];
  private final FileServer server;
  private final Fetch fetch;

  FetchTest(@TempDir Path folder) throws Exception {
    new Random(2).nextBytes(bytes);
    server = new FileServer();
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    fetch =
        new Fetch(
            new Catalogue.Entry("net-1", bytes.length, hash, "MIT", "none", PATH),
            folder.resolve("bases"));
    this.folder = folder;
  }

  @BeforeEach
  void serve() {
    server.on("/zoo/" + PATH, FileServer.file(bytes));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void load() throws Exception {
    fetch.load(Optional.of(server.at("/zoo")));
  }

  private void assertWhole() throws IOException {
    assertThat(fetch.target()).hasBinaryContent(bytes);
    try (Stream<Path> files = Files.list(fetch.folder())) {
      assertThat(files).containsExactly(fetch.target());
    }
  }

  @Test
  void loadsAFileFromAMirrorOfTheZoo() throws Exception {
    load();

    assertWhole();
    assertThat(fetch.isThere()).isTrue();
  }

  @Test
  void loadsAFileFromAPlainFolder() throws Exception {
    server.on("/plain/net-1.onnx", FileServer.file(bytes));

    fetch.load(Optional.of(server.at("/plain/")));

    assertWhole();
    assertThat(server.requests()).containsExactly("/plain/" + PATH, "/plain/net-1.onnx");
  }

  @Test
  void goesOnWhereAConnectionWasCut() throws Exception {
    server.on("/zoo/" + PATH, FileServer.cut(bytes, 100_000));

    load();

    assertWhole();
    assertThat(server.requests())
        .containsExactly(
            "/zoo/" + PATH, "/zoo/" + PATH + " bytes=100000-", "/zoo/" + PATH + " bytes=200000-");
  }

  @Test
  void goesOnWhereAnEarlierCommandEnded() throws Exception {
    AtomicInteger left = new AtomicInteger(1);
    server.on(
        "/zoo/" + PATH,
        exchange -> FileServer.cut(bytes, left.getAndDecrement() > 0 ? 70_000 : 0).to(exchange));
    assertThatThrownBy(this::load)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("run the command again, it goes on at 70000 of 300000 bytes");
    assertThat(fetch.target()).doesNotExist();
    server.on("/zoo/" + PATH, FileServer.file(bytes));

    load();

    assertWhole();
    assertThat(server.requests()).endsWith("/zoo/" + PATH + " bytes=70000-");
  }

  @Test
  void beginsAgainWhereAServerCannotGoOn() throws Exception {
    Files.createDirectories(fetch.folder());
    Files.write(fetch.folder().resolve(".net-1.onnx.part"), new byte[1000]);
    server.on("/zoo/" + PATH, FileServer.withoutRanges(bytes));

    load();

    assertWhole();
  }

  @Test
  void followsRedirects() throws Exception {
    server.on("/zoo/" + PATH, FileServer.redirect(server.at("/cdn/blob")));
    server.on("/cdn/blob", FileServer.file(bytes));

    load();

    assertWhole();
  }

  @Test
  void deletesWhatHasAnotherHash() throws Exception {
    byte[] other = bytes.clone();
    other[77]++;
    server.on("/zoo/" + PATH, FileServer.file(other));

    assertThatThrownBy(this::load)
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContainingAll("what was loaded is not net-1", "it was deleted");

    try (Stream<Path> files = Files.list(fetch.folder())) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void refusesAFileOfAnotherSizeBeforeLoadingIt() throws Exception {
    server.on("/zoo/" + PATH, FileServer.file(Arrays.copyOf(bytes, 299_999)));

    assertThatThrownBy(this::load).hasMessageContaining("has 299999 bytes, but the file must have");
  }

  @Test
  void saysWhereItLookedWhenThereIsNone() throws Exception {
    URI nowhere = server.at("/nowhere");

    assertThatThrownBy(() -> fetch.load(Optional.of(nowhere)))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContainingAll("/nowhere/" + PATH, "/nowhere/net-1.onnx", "--base-url");
  }

  @Test
  void tellsWhatAServerThatRefusesSaid() throws Exception {
    server.on(
        "/zoo/" + PATH,
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });

    assertThatThrownBy(this::load).hasMessageContaining("HTTP 503");
  }

  @Test
  void givesUpOnAServerThatSaysNothing() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    server.on(
        "/quiet",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes, 0, 10);
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Download download =
        new Download(folder.resolve("part"), bytes.length, Duration.ofMillis(200), done -> {});

    assertThatThrownBy(() -> download.from(List.of(server.at("/quiet"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("at 10 of 300000 bytes");
    end.countDown();
  }

  @Test
  void takesAFileThatWasBroughtHere() throws Exception {
    fetch.copy(Files.write(folder.resolve("stick.onnx"), bytes));

    assertWhole();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void refusesAFileThatIsAnother() throws Exception {
    Path other = Files.write(folder.resolve("other.onnx"), new byte[] {1, 2, 3});

    assertThatThrownBy(() -> fetch.copy(other))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("is not net-1");
    assertThat(fetch.target()).doesNotExist();
  }
}
