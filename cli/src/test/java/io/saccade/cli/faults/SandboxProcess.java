package io.saccade.cli.faults;

import io.saccade.cli.CliProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** `saccade sandbox` in a process of its own: a real broker and a registry. */
public final class SandboxProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final CliProcess process;
  private final String bootstrap;
  private final String registry;

  private SandboxProcess(CliProcess process) throws InterruptedException {
    this.process = process;
    this.bootstrap = process.awaitLine("^[Kk]afka +(\\S+)$", START).group(1);
    this.registry = process.awaitLine("^registry +(\\S+)$", START).group(1);
  }

  /** Starts it on free ports and returns when it serves. */
  public static SandboxProcess start(Path folder) throws IOException, InterruptedException {
    return start(folder, 0, 0);
  }

  static SandboxProcess start(Path folder, int kafkaPort, int registryPort)
      throws IOException, InterruptedException {
    CliProcess process =
        CliProcess.start(
            folder.resolve("sandbox.log"),
            "sandbox",
            "--kafka-port",
            Integer.toString(kafkaPort),
            "--registry-port",
            Integer.toString(registryPort),
            "--data",
            folder.resolve("sandbox").toString());
    try {
      return new SandboxProcess(process);
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }

  /** A run in this sandbox, with the sandbox's own registry. */
  public Stage stage(String name) {
    return new Stage(name, bootstrap, registry);
  }

  String bootstrap() {
    return bootstrap;
  }

  String registry() {
    return registry;
  }

  /** Whether it has not ended by itself. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Starts one at the same address on the same data, once this has ended. */
  SandboxProcess startAgain(Path folder) throws IOException, InterruptedException {
    return start(folder, port(bootstrap), port(registry));
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() {
    process.kill();
  }

  @Override
  public void close() {
    try (process) {
      process.terminate();
      int unused = process.awaitExit(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1).replace("/", ""));
  }
}
