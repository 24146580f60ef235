package io.saccade.cli.compose;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** docker-compose.yml as it is shipped, with its images built, at ports that were free. */
final class ShippedStack implements AutoCloseable {

  /** Maven and the images come from the network the first time. */
  private static final Duration BUILT_AND_UP = Duration.ofMinutes(20);

  private static final Path COMPOSE = Path.of("..", "docker-compose.yml");

  private final Map<String, Integer> ports = new TreeMap<>();
  private final ComposeContainer compose;

  private ShippedStack() throws IOException {
    pickPorts(
        List.of(
            "KAFKA_PORT",
            "REGISTRY_PORT",
            "SACCADE_HTTP_PORTS",
            "PROMETHEUS_PORT",
            "GRAFANA_PORT"));
    compose =
        new ComposeContainer(COMPOSE.toFile())
            .withBuild(true)
            .withStartupTimeout(BUILT_AND_UP)
            .waitingFor("processor-1", Wait.forHealthcheck().withStartupTimeout(BUILT_AND_UP))
            .waitingFor("prometheus-1", Wait.forHealthcheck())
            .waitingFor("grafana-1", Wait.forHealthcheck());
    ports.forEach((name, port) -> compose.withEnv(name, port.toString()));
    // What is published comes from the test alone.
    compose.withScaledService("load", 0);
  }

  static ShippedStack start() throws IOException {
    ShippedStack stack = new ShippedStack();
    stack.compose.start();
    return stack;
  }

  String bootstrap() {
    return "localhost:" + ports.get("KAFKA_PORT");
  }

  String registry() {
    return "http://localhost:" + ports.get("REGISTRY_PORT");
  }

  String processor() {
    return "http://127.0.0.1:" + ports.get("SACCADE_HTTP_PORTS");
  }

  String prometheus() {
    return "http://127.0.0.1:" + ports.get("PROMETHEUS_PORT");
  }

  String grafana() {
    return "http://127.0.0.1:" + ports.get("GRAFANA_PORT");
  }

  /** All are taken at the same time, so that no two are the same. */
  private void pickPorts(List<String> names) throws IOException {
    List<ServerSocket> taken = new ArrayList<>();
    try {
      for (String name : names) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        taken.add(socket);
        ports.put(name, socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
  }

  @Override
  public void close() {
    compose.stop();
  }
}
