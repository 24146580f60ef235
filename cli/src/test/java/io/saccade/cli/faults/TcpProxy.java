package io.saccade.cli.faults;

import io.saccade.cli.faults.Traffic.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network between clients and one server that does as it is told: holds bytes back in one
 * direction or in both, passes them on late, resets connections, or forgets them without a word.
 * Who connects while it holds bytes back is let in and hears nothing. Thread-safe.
 */
final class TcpProxy implements AutoCloseable {

  private static final int BACKLOG = 256;

  private final ServerSocket listening;
  private final InetSocketAddress server;
  private final Traffic traffic = new Traffic();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

  /** Listens on a free port of the loopback address. */
  TcpProxy(int serverPort) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    listening = new ServerSocket(0, BACKLOG, loopback);
    server = new InetSocketAddress(loopback, serverPort);
    Thread thread = new Thread(this::accept, "proxy-of-" + serverPort);
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Lets nothing through any more. */
  void drop() {
    traffic.stop(EnumSet.allOf(Way.class));
  }

  /** Lets nothing through any more in one direction. */
  void drop(Way way) {
    traffic.stop(EnumSet.of(way));
  }

  /** Lets everything through again, and what was held back first. */
  void heal() {
    traffic.flow(Duration.ZERO);
  }

  /** Lets everything through, late. */
  void delay(Duration later) {
    traffic.flow(later);
  }

  /** Breaks off all connections on both sides. */
  void reset() {
    List.copyOf(connections).forEach(ProxiedConnection::reset);
  }

  /** The server loses all its connections, and the clients are not told. */
  void halfOpen() {
    List.copyOf(connections).forEach(ProxiedConnection::forget);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    heal();
    reset();
  }

  private void accept() {
    try {
      while (true) {
        connect(listening.accept());
      }
    } catch (SocketException e) {
      // Closed, which ends it.
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void connect(Socket client) throws IOException {
    Socket upstream = new Socket();
    try {
      upstream.connect(server);
    } catch (IOException e) {
      // Nobody listens there: the client learns it as it would without us.
      ProxiedConnection.reset(client);
      upstream.close();
      return;
    }
    ProxiedConnection connection =
        new ProxiedConnection(client, upstream, traffic, connections::remove);
    connections.add(connection);
    connection.start();
  }
}
