package io.saccade.cli.compose;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/** Whether there is an engine. Testcontainers looks for seconds; a socket says no at once. */
final class DockerEngine {

  private DockerEngine() {}

  /** Skips the test, with the reason, where no engine answers. */
  static void require() {
    Assumptions.assumeTrue(
        isNamed() || isListening(), "no Docker engine: no DOCKER_HOST, and nobody at its socket");
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "the Docker engine does not answer");
  }

  private static boolean isNamed() {
    return System.getenv("DOCKER_HOST") != null;
  }

  private static boolean isListening() {
    Stream<Path> rootless =
        Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")).stream()
            .map(folder -> Path.of(folder, "docker.sock"));
    return Stream.concat(Stream.of(Path.of("/var/run/docker.sock")), rootless)
        .anyMatch(DockerEngine::answers);
  }

  private static boolean answers(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException nobody) {
      return false;
    }
  }
}
