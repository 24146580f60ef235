package io.saccade.bench.pipeline;

import io.saccade.cli.Main;
import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A processor in a process of its own, as a user starts it, whose processor time is its alone. */
final class ProcessorChild implements AutoCloseable {

  private static final String COUNTER = "saccade_predictions_total{";
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int LAST_LINES = 5;
  private static final int STOP_SECONDS = 30;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final Path output;
  private final URI metrics;

  private ProcessorChild(Process process, Path output, URI metrics) {
    this.process = process;
    this.output = output;
    this.metrics = metrics;
  }

  /**
   * What it has done since its start.
   *
   * @param images how many it has classified
   * @param cpuMillis the processor time that it has taken
   */
  record Reading(long images, double cpuMillis) {

    /** Milliseconds of processor time an image took between an earlier reading and this one. */
    double since(Reading earlier) {
      return (cpuMillis - earlier.cpuMillis) / (images - earlier.images);
    }
  }

  /**
   * Starts one with this JVM's options.
   *
   * @param output the file that its output is kept in
   */
  static ProcessorChild start(Path output, Map<String, String> settings) throws IOException {
    int port = freePort();
    Map<String, String> all = new TreeMap<>(settings);
    all.put("http.port", Integer.toString(port));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of(Main.class.getName(), "process", "--tuning", "fixed"));
    all.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // In the environment, because a long command line is a trap of its own.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectOutput(output.toFile());
    return new ProcessorChild(
        builder.start(), output, URI.create("http://127.0.0.1:" + port + "/metrics"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Lets some time pass.
   *
   * @throws CommandFailedException if it ends meanwhile
   */
  void pause(Duration time) throws CommandFailedException, IOException, InterruptedException {
    if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
      List<String> lines = Files.readAllLines(output);
      throw new CommandFailedException(
          "a processor ended with status %d; it said last:%n%s"
              .formatted(
                  process.exitValue(),
                  String.join(
                      System.lineSeparator(),
                      lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))));
    }
  }

  /** What it has done; no images until it answers. */
  Reading now() throws InterruptedException {
    double cpuMillis =
        process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1_000_000.0;
    try {
      String answer =
          CLIENT
              .send(
                  HttpRequest.newBuilder(metrics).timeout(ANSWER).build(), BodyHandlers.ofString())
              .body();
      return new Reading(images(answer), cpuMillis);
    } catch (IOException e) {
      return new Reading(0, cpuMillis);
    }
  }

  private static long images(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(COUNTER))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
