package io.saccade.cli.faults;

import io.saccade.cli.CliProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The instances of one run: child processes that are killed by their own handle and started again.
 */
public final class Fleet implements AutoCloseable {

  /** What the JVM says of a SIGTERM. */
  private static final int TERMINATED = 143;

  private final Stage stage;
  private final Program program;
  private final Path folder;
  private final Map<String, CliProcess> running = new TreeMap<>();
  private int starts;

  public Fleet(Stage stage, Program program, Path folder) {
    this.stage = stage;
    this.program = program;
    this.folder = folder;
  }

  /** The client id of an instance. */
  public String client(int number) {
    return stage.name() + "-" + number;
  }

  /** Starts an instance, for the first time or again; does not wait for it. */
  public CliProcess start(String client) throws IOException {
    Path own = Files.createDirectories(folder.resolve(client));
    CliProcess process =
        program.start(stage, client, own, own.resolve("start-%02d.log".formatted(++starts)));
    running.put(client, process);
    return process;
  }

  /** Ends an instance as {@code kill -9} does. */
  public void kill(String client) {
    process(client).kill();
    running.remove(client);
  }

  /** Ends an instance as its operator does; it finishes what it has begun, and leaves the group. */
  public void stop(String client, Duration deadline) throws InterruptedException {
    CliProcess process = process(client);
    process.terminate();
    int code = process.awaitExit(deadline);
    if (code != 0 && code != TERMINATED) {
      throw new AssertionError(
          "%s ended with %d; its output was:%n%s".formatted(client, code, process.output()));
    }
    running.remove(client);
  }

  /** An instance that runs. */
  public CliProcess process(String client) {
    CliProcess process = running.get(client);
    if (process == null) {
      throw new IllegalStateException(client + " does not run");
    }
    return process;
  }

  /** Fails where an instance has ended that nobody killed. */
  public void requireAlive() {
    running.forEach(
        (client, process) -> {
          if (!process.isAlive()) {
            throw new AssertionError(
                client + " ended by itself; its output was:\n" + process.output());
          }
        });
  }

  @Override
  public void close() {
    running.values().forEach(CliProcess::close);
    running.clear();
  }
}
