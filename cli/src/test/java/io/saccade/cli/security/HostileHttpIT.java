package io.saccade.cli.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.cli.CliProcess;
import io.saccade.cli.Samples;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.faults.ResidentMemory;
import io.saccade.cli.faults.SandboxProcess;
import io.saccade.cli.faults.Scrape;
import io.saccade.cli.faults.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whatever strangers send to the HTTP of a real processor, it answers soundly and goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileHttpIT {

  private static final int REQUESTS = Integer.getInteger("security.requests", 3_000);
  private static final long SEED = 20_261_123;
  private static final int CROWD = 600;

  /** The server's own threads come one by one. */
  private static final int POOL = 30;

  private static final String TOKEN = "whoever-writes-knows-this";
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Duration PROBE = Duration.ofSeconds(5);
  private static final long MEBIBYTE = 1L << 20;

  /** A status that is no 500, then headers, then whatever. */
  private static final Pattern SOUND =
      Pattern.compile(
          "HTTP/1\\.1 (?!500)[1-5]\\d\\d [^\r\n]*\r\n([^\r\n:]+: ?[^\r\n]*\r\n)+\r\n.*",
          Pattern.DOTALL);

  private static final Pattern TRACE = Pattern.compile("\\sat [\\w.$]+\\([\\w.]+:\\d+\\)");

  private final SandboxProcess sandbox;
  private final CliProcess processor;
  private final URI address;

  HostileHttpIT(@TempDir Path folder) throws Exception {
    this.sandbox = SandboxProcess.start(folder);
    Stage stage = sandbox.stage("hostile");
    Map<String, String> settings = new TreeMap<>();
    settings.put("registry.url", stage.registry());
    settings.put("model.bundle", Samples.bundle(folder.resolve("colors")).toString());
    settings.put("state.dir", folder.resolve("state").toString());
    settings.put("topics.create", "true");
    settings.put("topics.partitions", "1");
    settings.put("tuning", "fixed");
    settings.put("lanes", "1");
    settings.put("memory.budget", "128MiB");
    settings.put("http.port", "0");
    settings.put("http.token", TOKEN);
    this.processor =
        new Way("hostile", stage.bootstrap(), Map.of("security.protocol", "PLAINTEXT"))
            .processor(folder, settings, "-v");
    this.address = Scrape.address(processor);
    processor.awaitLine("^running", SOON);
  }

  @AfterAll
  void stop() {
    processor.close();
    sandbox.close();
  }

  @Test
  void answersEveryMalformedRequestSoundlyAndGoesOn() throws Exception {
    List<String> unsound = new ArrayList<>();
    send(REQUESTS / 10, SEED + 1, unsound); // What is loaded once is loaded.
    int threads = threads();
    long before = resident();

    int answered = send(REQUESTS, SEED, unsound);

    System.out.printf(
        "hostile http: seed %d, %d requests, %d answered, %d threads before and %d after, %+d MiB%n",
        SEED, REQUESTS, answered, threads, threads(), (resident() - before) / MEBIBYTE);
    assertThat(unsound).as("%s", unsound.isEmpty() ? "" : unsound.get(0)).isEmpty();
    assertThat(answered).isGreaterThan(REQUESTS / 2);
    assertThat(probe()).isEqualTo(200);
    assertThat(threads()).isLessThanOrEqualTo(threads + POOL);
    assertThat(resident()).isLessThan(before + 100 * MEBIBYTE);
    assertThat(processor.output()).doesNotContain("that nobody foresaw");
  }

  @Test
  void seesAnAnswerThatReflectsOrTells() {
    String head = "HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\n";

    assertThat(isSound(head + "nothing here")).isTrue();
    assertThat(isSound(head + FuzzedRequests.MARK)).isFalse();
    assertThat(isSound(head + "at io.saccade.Main.main(Main.java:1)")).isFalse();
    assertThat(isSound(head.replace("404", "500"))).isFalse();
    assertThat(isSound("whatever")).isFalse();
  }

  @Test
  void keepsNobodyOutByACrowdThatSaysNothing() throws Exception {
    List<Socket> crowd = new ArrayList<>();
    int threads = threads();
    try {
      for (int i = 0; i < CROWD; i++) {
        Socket socket = connect();
        crowd.add(socket);
        if (i % 3 == 0) {
          socket.getOutputStream().write("GET /metrics HT".getBytes(StandardCharsets.US_ASCII));
        }
      }
      assertThat(probe()).isEqualTo(200);
      assertThat(threads()).isLessThanOrEqualTo(threads + POOL);
    } catch (SocketException e) {
      // That it lets no more in is as good.
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
    Eventually.holds("it answers as before", SOON, () -> probe() == 200);
  }

  @Test
  void takesNoEndlessHeadAndNoEndlessBody() throws Exception {
    long before = resident();
    String start = "PUT /v1/releases/colors HTTP/1.1\r\nHost: localhost\r\n";
    flood(start + "X-Endless: ", "y".repeat(1 << 16));
    flood(start, "X-More: %s\r\n".formatted("y".repeat(1 << 10)));
    flood(
        start + "Authorization: Bearer " + TOKEN + "\r\nTransfer-Encoding: chunked\r\n\r\n",
        "10000\r\n" + "y".repeat(1 << 16) + "\r\n");

    assertThat(probe()).isEqualTo(200);
    assertThat(resident()).isLessThan(before + 100 * MEBIBYTE);
  }

  /** Sends until the server has enough, 256 MiB at most. */
  private void flood(String start, String again) throws IOException {
    long sent = 0;
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(start.getBytes(StandardCharsets.US_ASCII));
      byte[] piece = again.getBytes(StandardCharsets.US_ASCII);
      for (; sent < 256 * MEBIBYTE; sent += piece.length) {
        out.write(piece);
      }
    } catch (SocketException e) {
      System.out.printf("hostile http: hung up after %d KiB of %s%n", sent / 1024, start.length());
      return;
    }
    throw new AssertionError("it took " + sent + " bytes of " + start);
  }

  private int send(int count, long seed, List<String> unsound) throws Exception {
    FuzzedRequests requests = new FuzzedRequests(seed, TOKEN);
    ExecutorService eight = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        byte[] request = requests.next();
        answers.add(eight.submit(() -> answer(request)));
      }
      int answered = 0;
      for (Future<String> answer : answers) {
        String text = answer.get();
        answered += text.isEmpty() ? 0 : 1;
        if (!text.isEmpty() && !isSound(text)) {
          unsound.add(text);
        }
      }
      return answered;
    } finally {
      eight.shutdownNow();
    }
  }

  /** All that comes back until the server hangs up; nothing where it does so at once. */
  private String answer(byte[] request) throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return new String(
          socket.getInputStream().readNBytes((int) MEBIBYTE), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return ""; // It has hung up on what it does not want to hear.
    }
  }

  private static boolean isSound(String answer) {
    String text = answer.replace("HTTP/1.1 100 Continue\r\n\r\n", "");
    return SOUND.matcher(text).matches()
        && !text.contains(FuzzedRequests.MARK)
        && !TRACE.matcher(text).find();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), address.getPort());
  }

  private int probe() throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address.resolve("/health/live")).timeout(PROBE).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private int threads() throws IOException {
    assumeTrue(ResidentMemory.isKnown(), "threads and memory are read off /proc");
    try (Stream<Path> tasks = Files.list(Path.of("/proc", "" + processor.pid(), "task"))) {
      return (int) tasks.count();
    }
  }

  private long resident() throws IOException {
    return ResidentMemory.of(processor.pid()).bytes();
  }
}
