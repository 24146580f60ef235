package io.saccade.cli.faults;

import io.saccade.cli.faults.Traffic.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Consumer;

/** A client's connection to a {@link TcpProxy}, and the one to the server that belongs to it. */
final class ProxiedConnection {

  private static final int CHUNK = 64 * 1024;

  private final Socket client;
  private final Socket server;
  private final Traffic traffic;
  private final Consumer<ProxiedConnection> gone;
  private volatile boolean forgotten;

  /**
   * A connection that is not served yet.
   *
   * @param gone is told when it has ended
   */
  ProxiedConnection(
      Socket client, Socket server, Traffic traffic, Consumer<ProxiedConnection> gone) {
    this.client = client;
    this.server = server;
    this.traffic = traffic;
    this.gone = gone;
  }

  void start() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    pump(Way.REQUESTS, client, server);
    pump(Way.RESPONSES, server, client);
  }

  /** Ends it with an error on both sides. */
  void reset() {
    reset(client);
    reset(server);
    gone.accept(this);
  }

  /** Ends the server's side only; what the client still sends goes nowhere. */
  void forget() {
    forgotten = true;
    reset(server);
  }

  /** Ends a connection with an error, as a host does that knows nothing of it. */
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It has ended already.
    }
  }

  private void pump(Way way, Socket from, Socket to) {
    Thread thread = new Thread(() -> copy(way, from, to), way + "-" + client.getPort());
    thread.setDaemon(true);
    thread.start();
  }

  private void copy(Way way, Socket from, Socket to) {
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        traffic.awaitPassage(way);
        if (!forgotten) {
          out.write(chunk, 0, length);
        }
      }
      traffic.awaitPassage(way);
    } catch (IOException e) {
      // One side has broken it off, and the other learns of it below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(way);
  }

  private void end(Way way) {
    if (!forgotten || way == Way.REQUESTS) {
      reset();
    }
  }
}
