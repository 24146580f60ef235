package io.saccade.cli.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Serves the images of a folder over https, unless it is told to misbehave: to be away and come
 * back at the same address, to keep everybody waiting, to answer a path with a status. The
 * processors under test are other processes. Thread-safe.
 */
final class ImageHost implements AutoCloseable {

  /** A status that is never sent. */
  static final int NEVER = 0;

  private final SSLContext tls;
  private final Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private @Nullable HttpsServer server;
  private int port;

  ImageHost(SSLContext tls, Path folder) throws IOException {
    this.tls = tls;
    this.folder = folder;
    comeBack();
  }

  /** The host and the port, as settings name them. */
  String name() {
    return "127.0.0.1:" + port;
  }

  /** The address of a file of the folder. */
  URI at(String path) {
    return URI.create("https://" + name() + "/" + path);
  }

  /** Answers requests of this path with a status and nothing else, or {@link #NEVER}. */
  void answer(String path, int status) {
    statuses.put("/" + path, status);
  }

  /** Serves this path as any other from now on. */
  void mend(String path) {
    statuses.remove("/" + path);
  }

  /** Nobody listens there from now on. */
  synchronized void goAway() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  synchronized void comeBack() throws IOException {
    HttpsServer next =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    next.setHttpsConfigurator(new HttpsConfigurator(tls));
    next.setExecutor(threads);
    next.createContext("/", this::handle);
    next.start();
    server = next;
    port = next.getAddress().getPort();
  }

  /** Takes requests from now on and answers none. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  /** Answers those that wait, and all to come. */
  void letGo() {
    gate.countDown();
  }

  /** How many requests wait for their answer. */
  int waiting() {
    return waiting.get();
  }

  @Override
  public void close() {
    letGo();
    goAway();
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Integer status = statuses.get(path);
    CountDownLatch closed = status != null && status == NEVER ? new CountDownLatch(1) : gate;
    waiting.incrementAndGet();
    try (exchange) {
      closed.await();
      Path file = folder.resolve(path.substring(1));
      if (status != null) {
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
      } else if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.sendResponseHeaders(200, Files.size(file));
        try (OutputStream body = exchange.getResponseBody()) {
          Files.copy(file, body);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.decrementAndGet();
    }
  }
}
