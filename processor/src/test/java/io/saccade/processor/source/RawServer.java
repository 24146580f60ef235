package io.saccade.processor.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that says whatever a script says, byte by byte, and counts who connects. */
final class RawServer implements AutoCloseable {

  /** What to say to a request for a path. */
  interface Script {
    void answer(String path, Talk talk) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** One connection. */
  final class Talk {

    private final Socket socket;

    private Talk(Socket socket) {
      this.socket = socket;
    }

    void say(String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /** Says the same over and over, until the other side or the server hangs up. */
    void sayForEver(String text, long paceMillis) throws IOException, InterruptedException {
      while (!closed.await(paceMillis, TimeUnit.MILLISECONDS)) {
        say(text);
      }
    }

    void say200(String headers, String body) throws IOException {
      say("HTTP/1.1 200 OK\r\n" + headers + "\r\n" + body);
    }

    void hangUp() throws IOException {
      socket.close();
    }
  }

  /** Listens; port 0 for any. */
  RawServer(InetAddress address, int port, Script script) throws IOException {
    this.server = new ServerSocket(port, 100, address);
    this.script = script;
    start(this::accept);
  }

  /** A server that has an image for everybody. */
  static RawServer generous(InetAddress address, int port) throws IOException {
    return new RawServer(
        address, port, (path, talk) -> talk.say200("Content-Length: 5\r\n", "image"));
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        start(() -> talk(socket));
      }
    } catch (IOException e) {
      closed.countDown(); // It was closed.
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      while (true) {
        String request = head(socket.getInputStream());
        if (request.isEmpty()) {
          return;
        }
        script.answer(request.split(" ", 3)[1], new Talk(socket));
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      connections.get(); // Whoever asked has hung up, or speaks no HTTP.
    } finally {
      open.remove(socket);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.indexOf("\r\n\r\n") >= 0) {
        return head.toString();
      }
    }
    return "";
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }
}
