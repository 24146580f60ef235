package io.saccade.processor.bundles;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on a free loopback port, whose pages misbehave as they are told to. */
final class WebServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** What a page does. */
  interface Page {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  WebServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** How many requests came. */
  int asked() {
    return asked.get();
  }

  void page(String path, Page page) {
    pages.put(path, page);
  }

  void bytes(String path, byte[] bytes) {
    page(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
          if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  void status(String path, int status) {
    page(path, exchange -> exchange.sendResponseHeaders(status, -1));
  }

  void redirect(String path, String location) {
    page(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", location);
          exchange.sendResponseHeaders(302, -1);
        });
  }

  /** Sends bytes as long as somebody reads. */
  void endless(String path) {
    page(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] bytes = new byte[1 << 16];
          try (OutputStream out = exchange.getResponseBody()) {
            while (closing.getCount() > 0) {
              out.write(bytes);
            }
          }
        });
  }

  /** Sends a byte and then nothing. */
  void silent(String path) {
    page(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('P');
          exchange.getResponseBody().flush();
          closing.await();
        });
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) {
    asked.incrementAndGet();
    try (exchange) {
      pages
          .getOrDefault(exchange.getRequestURI().getPath(), e -> e.sendResponseHeaders(404, -1))
          .answer(exchange);
    } catch (IOException e) {
      // The reader has hung up, which is what some tests are about.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
