package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;

/** Where the demo's page is: at the usual port, or at any that is free where somebody has that. */
final class HttpPort {

  static final int USUAL = 8080;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private HttpPort() {}

  /**
   * Chooses a port of the loopback address.
   *
   * @param asked by the user, 0 for any that is free; the usual one where nothing was
   * @throws CommandFailedException where the port that was asked for is taken
   */
  static int choose(OptionalInt asked) throws IOException, CommandFailedException {
    try {
      return free(asked.orElse(USUAL));
    } catch (BindException e) {
      if (asked.isPresent()) {
        throw new CommandFailedException(
            "port %d is in use; choose another with --http-port (0 picks a free one)"
                .formatted(asked.getAsInt()),
            e);
      }
      return free(0);
    }
  }

  private static int free(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
      return socket.getLocalPort();
    }
  }
}
