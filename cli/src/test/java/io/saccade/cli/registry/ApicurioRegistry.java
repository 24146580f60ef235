package io.saccade.cli.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Apicurio Registry as a process of its own on a free loopback port, keeping everything in memory.
 * Maven unpacks it before the integration tests; a test that is started otherwise asks {@link
 * #isUnpacked} and skips.
 */
public final class ApicurioRegistry implements AutoCloseable {

  private static final Path HOME = Path.of("target", "apicurio");
  private static final Pattern READY = Pattern.compile("Listening on: http://[^ ]+:(\\d+)");
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 10;

  private final Process process;
  private final Thread stopWithUs;
  private final int port;

  private ApicurioRegistry(Process process, int port) {
    this.process = process;
    this.port = port;
    this.stopWithUs = new Thread(process::destroyForcibly, "stop-apicurio");
    Runtime.getRuntime().addShutdownHook(stopWithUs);
  }

  /** Whether Maven has put it where this module's tests look for it. */
  public static boolean isUnpacked() {
    return Files.isDirectory(HOME);
  }

  /** Starts one on a free port. */
  public static ApicurioRegistry start() throws IOException {
    return start(0);
  }

  /**
   * Starts one and returns once it answers.
   *
   * @param port on the loopback interface, or 0 for a free one
   * @throws IOException if it does not answer within a minute; the message ends with its output
   */
  public static ApicurioRegistry start(int port) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                runner().toString())
            .redirectErrorStream(true)
            .start();
    CompletableFuture<Integer> listening = new CompletableFuture<>();
    Thread reader = new Thread(() -> drain(process, listening), "apicurio-output");
    reader.setDaemon(true);
    reader.start();
    try {
      return new ApicurioRegistry(process, listening.get(START_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("Apicurio Registry did not start", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Apicurio Registry started", e);
    }
  }

  /** What to set {@code schema.registry.url} to. */
  public URI url() {
    return URI.create("http://localhost:" + port + "/apis/ccompat/v7");
  }

  /** The process, for tests that stop or kill it themselves. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Ends the process and waits until it has. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(stopWithUs);
    process.destroyForcibly();
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path runner() throws IOException {
    try (Stream<Path> files = Files.list(HOME)) {
      List<Path> runners = files.filter(file -> file.toString().endsWith("-runner.jar")).toList();
      if (runners.size() != 1) {
        throw new IOException("expected one runner in %s, but found %s".formatted(HOME, runners));
      }
      return runners.get(0);
    }
  }

  /** Reads the output to its end, or the process would stop at a full pipe. */
  private static void drain(Process process, CompletableFuture<Integer> listening) {
    StringBuilder output = new StringBuilder();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Matcher ready = READY.matcher(line);
        if (ready.find()) {
          listening.complete(Integer.valueOf(ready.group(1)));
        }
        if (!listening.isDone()) {
          output.append(line).append('\n');
        }
      }
      listening.completeExceptionally(new IOException("it ended: " + output));
    } catch (IOException e) {
      listening.completeExceptionally(e);
    }
  }
}
