package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real broker and registry in a process of their own on the same cores, so that their work is
 * seen beside ours and does not share our heap.
 */
public final class BrokerProcess implements AutoCloseable {

  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final String bootstrap;
  private final String registry;

  private BrokerProcess(Process process, String bootstrap, String registry) {
    this.process = process;
    this.bootstrap = bootstrap;
    this.registry = registry;
  }

  /** Starts both and returns when they serve. */
  public static BrokerProcess start(Path data) throws IOException, CommandFailedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                BrokerMain.class.getName(),
                data.toString()));
    // In the environment, because a long command line is a trap of its own.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String addresses = out.readLine();
    if (addresses == null) {
      process.destroyForcibly();
      throw new CommandFailedException("the broker did not start; its errors are above");
    }
    String[] parts = addresses.split(" ", 2);
    return new BrokerProcess(process, parts[0], parts[1]);
  }

  /** Where the broker is, as {@code host:port}. */
  public String bootstrap() {
    return bootstrap;
  }

  /** The URL of the registry. */
  public String registry() {
    return registry;
  }

  /** The processor time that it has taken since its start. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
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
