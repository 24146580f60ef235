package io.saccade.processor.http;

import com.sun.net.httpserver.HttpServer;
import io.saccade.processor.release.ReleaseDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases over HTTP: {@code GET /v1/releases}, {@code GET} and {@code PUT /v1/releases/MODEL},
 * {@code GET .../history}, {@code POST .../promote} and {@code POST .../rollback}. Whoever writes
 * shows a token; bodies and times are bounded; nothing secret is logged or answered.
 */
public final class AdminHttp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AdminHttp.class);
  private static final Duration AT_MOST = Duration.ofSeconds(30);

  private final HttpServer server;
  private final TimedExecutor executor;
  private final ReleaseDesk desk;

  private AdminHttp(HttpServer server, TimedExecutor executor, ReleaseDesk desk) {
    this.server = server;
    this.executor = executor;
    this.desk = desk;
  }

  /**
   * Listens, where the settings name a port.
   *
   * @param desk is closed with it, or at once where it does not listen
   * @throws IOException if the address cannot be listened at
   */
  public static Optional<AdminHttp> start(HttpSettings settings, ReleaseDesk desk)
      throws IOException {
    if (settings.port().isEmpty()) {
      desk.close();
      return Optional.empty();
    }
    try {
      return Optional.of(start(settings, desk, AT_MOST));
    } catch (IOException e) {
      desk.close();
      throw e;
    }
  }

  static AdminHttp start(HttpSettings settings, ReleaseDesk desk, Duration atMost)
      throws IOException {
    InetAddress host = InetAddress.getByName(settings.host());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(host, settings.port().orElse(0)), 0);
    TimedExecutor executor = new TimedExecutor(atMost);
    server.setExecutor(executor);
    server.createContext(
        "/", new RequestHandler(new Releases(desk, Clock.systemUTC()), settings.token()));
    server.start();
    LOG.info(
        "admin http listens host={} port={} writes={}",
        settings.host(),
        server.getAddress().getPort(),
        settings.token().isPresent() ? "token" : "off");
    if (!host.isLoopbackAddress()) {
      LOG.warn(
          "admin http can be reached from other machines, unencrypted; put it behind TLS host={}",
          settings.host());
    }
    return new AdminHttp(server, executor, desk);
  }

  /** The port that it listens at. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
    desk.close();
  }
}
