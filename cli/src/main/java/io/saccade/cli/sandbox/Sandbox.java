package io.saccade.cli.sandbox;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.registry.SchemaRegistryServer;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;

/**
 * A real Kafka broker and a schema registry in this process, kept under one folder: what is created
 * in one run is there in the next. One process at a time holds the folder.
 */
public final class Sandbox implements AutoCloseable {

  private final DataFolder folder;
  private final SchemaRegistryServer registry;
  private final SandboxBroker broker;

  private Sandbox(DataFolder folder, SchemaRegistryServer registry, SandboxBroker broker) {
    this.folder = folder;
    this.registry = registry;
    this.broker = broker;
  }

  /**
   * Starts both and returns when they serve.
   *
   * @param kafkaPort the broker's port on the loopback address, 0 for any free one
   * @param registryPort the registry's port on the loopback address, 0 for any free one
   * @throws CommandFailedException where a port or the folder is taken; the message names the flag
   */
  public static Sandbox start(int kafkaPort, int registryPort, Path data)
      throws IOException, CommandFailedException {
    DataFolder folder = DataFolder.take(data);
    SchemaRegistryServer registry = null;
    try {
      registry = startRegistry(registryPort, folder.registry());
      return new Sandbox(folder, registry, SandboxBroker.start(kafkaPort, folder.kafka()));
    } catch (IOException | CommandFailedException | RuntimeException e) {
      if (registry != null) {
        registry.close();
      }
      folder.close();
      throw e;
    }
  }

  /** Where Kafka clients connect to, as {@code host:port}. */
  public String bootstrap() {
    return broker.bootstrap();
  }

  /** Where the schema registry is, as the URL that its clients are configured with. */
  public String registry() {
    return registry.url().toString();
  }

  /** Stops both cleanly, within seconds, and gives the folder back. */
  @Override
  public void close() throws IOException {
    try (folder;
        registry) {
      broker.close();
    }
  }

  private static SchemaRegistryServer startRegistry(int port, Path directory)
      throws IOException, CommandFailedException {
    try {
      return SchemaRegistryServer.start(port, directory);
    } catch (IOException e) {
      if (e.getCause() instanceof BindException) {
        throw LoopbackPorts.taken(port, "--registry-port", e);
      }
      throw e;
    }
  }
}
