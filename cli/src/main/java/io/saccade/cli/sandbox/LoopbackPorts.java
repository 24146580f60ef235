package io.saccade.cli.sandbox;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The broker's server sockets, bound before it starts. A port that is taken is therefore told at
 * once and by name, and a port that was picked cannot be lost to somebody else in between.
 */
final class LoopbackPorts implements ServerSocketFactory, AutoCloseable {

  private static final int BACKLOG = 128;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Map<Integer, ServerSocketChannel> bound = new ConcurrentHashMap<>();

  /**
   * Binds a port of the loopback address, 0 for any free one; returns the port.
   *
   * @param flag the option that chose the port, for the message where it is taken
   */
  int bind(int port, String flag) throws IOException, CommandFailedException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
    } catch (BindException e) {
      channel.close();
      throw taken(port, flag, e);
    }
    int chosen = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    bound.put(chosen, channel);
    return chosen;
  }

  /** Says that a port is taken, and which option chooses another. */
  static CommandFailedException taken(int port, String flag, IOException cause) {
    return new CommandFailedException(
        "port " + port + " is in use; choose another with " + flag + " (0 picks a free one)",
        cause);
  }

  /** Hands the bound socket to the broker, which owns it from then on. */
  @Override
  public ServerSocketChannel openServerSocket(
      String listenerName, InetSocketAddress address, int listenBacklogSize, int recvBufferSize)
      throws IOException {
    ServerSocketChannel channel = bound.remove(address.getPort());
    if (channel == null) {
      throw new BindException("no socket was bound for " + listenerName + " at " + address);
    }
    return channel;
  }

  /** Closes what the broker never took. */
  @Override
  public void close() throws IOException {
    for (ServerSocketChannel channel : bound.values()) {
      channel.close();
    }
    bound.clear();
  }
}
