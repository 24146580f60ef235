package io.saccade.cli.faults;

import io.saccade.cli.registry.SchemaRegistryServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry that goes away and comes back at the same address with what it knew. While it
 * is away its port refuses, or accepts and never answers. Used by one thread.
 */
final class OutageRegistry implements AutoCloseable {

  private final Path directory;
  private final URI url;
  private @Nullable SchemaRegistryServer server;
  private @Nullable Silence silence;

  OutageRegistry(Path directory) throws IOException {
    this.directory = directory;
    SchemaRegistryServer first = SchemaRegistryServer.start(0, directory);
    this.server = first;
    this.url = first.url();
  }

  String url() {
    return url.toString();
  }

  /** Its port refuses from now on. */
  void refuse() throws IOException {
    close();
  }

  /** Its port accepts from now on, and never answers. */
  Silence hang() throws IOException {
    close();
    Silence hanging = new Silence(url.getPort());
    silence = hanging;
    return hanging;
  }

  void comeBack() throws IOException {
    close();
    server = SchemaRegistryServer.start(url.getPort(), directory);
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
      server = null;
    }
    if (silence != null) {
      silence.close();
      silence = null;
    }
  }

  /** Accepts connections, and counts them. */
  static final class Silence implements AutoCloseable {

    private final ServerSocket socket;
    private final List<Socket> accepted = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread thread;

    private Silence(int port) throws IOException {
      socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      thread = new Thread(this::accept, "silent-registry");
      thread.setDaemon(true);
      thread.start();
    }

    int connections() {
      return connections.get();
    }

    @Override
    public void close() throws IOException {
      socket.close();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      for (Socket connection : accepted) {
        connection.close();
      }
    }

    private void accept() {
      try {
        while (true) {
          accepted.add(socket.accept());
          connections.incrementAndGet();
        }
      } catch (SocketException e) {
        // Closed, which ends it.
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
