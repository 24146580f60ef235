package io.saccade.processor.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP of one processor: from before its first version is loaded until it has stopped. Whoever
 * writes shows a token, and whoever reads where one is set for that; bodies and times are bounded;
 * nothing secret is logged or answered.
 */
public final class ProcessorHttp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessorHttp.class);
  private static final Duration AT_MOST = Duration.ofSeconds(30);

  private final HttpServer server;
  private final HttpSettings settings;
  private final Alarms alarms = new Alarms();
  private final TimedExecutor executor;
  private final EndlessAnswers endless;

  private ProcessorHttp(HttpServer server, HttpSettings settings, Duration atMost) {
    this.server = server;
    this.settings = settings;
    this.executor = new TimedExecutor(alarms, atMost);
    this.endless = new EndlessAnswers(alarms, atMost);
  }

  /**
   * Listens, where the settings name a port.
   *
   * @param endpoints what there is; of those that fit, the one with the longest path answers
   * @throws IOException if the address cannot be listened at, or the keystore cannot be used
   */
  public static Optional<ProcessorHttp> start(HttpSettings settings, List<Endpoint> endpoints)
      throws IOException {
    return settings.port().isEmpty()
        ? Optional.empty()
        : Optional.of(start(settings, endpoints, AT_MOST));
  }

  static ProcessorHttp start(HttpSettings settings, List<Endpoint> endpoints, Duration atMost)
      throws IOException {
    InetAddress host = InetAddress.getByName(settings.host());
    InetSocketAddress address = new InetSocketAddress(host, settings.port().orElse(0));
    ProcessorHttp http =
        new ProcessorHttp(
            settings.tls().isPresent()
                ? encrypted(address, settings.tls().get())
                : HttpServer.create(address, 0),
            settings,
            atMost);
    http.serve(endpoints);
    LOG.info(
        "http listens at={} reads={} writes={}",
        http.address(),
        settings.readToken().isPresent() ? "token" : "open",
        settings.token().isPresent() ? "token" : "off");
    if (!host.isLoopbackAddress() && settings.insecure()) {
      LOG.warn(
          "http can be reached from other machines without all that protects it, because"
              + " http.insecure says so; let something in front of it do that at={}",
          http.address());
    }
    return http;
  }

  private static HttpServer encrypted(InetSocketAddress address, TlsSettings tls)
      throws IOException {
    HttpsServer server = HttpsServer.create(address, 0);
    try {
      server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
      return server;
    } catch (IOException e) {
      server.stop(0);
      throw e;
    }
  }

  private void serve(List<Endpoint> endpoints) {
    server.setExecutor(executor);
    server.createContext("/", new Dispatcher(endpoints, new Guard(settings), executor, endless));
    server.start();
  }

  /** The port that it listens at. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Where it can be reached from the machine that it runs on. */
  public URI address() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    String scheme = settings.tls().isPresent() ? "https" : "http";
    return URI.create("%s://%s:%d".formatted(scheme, host, port()));
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
    endless.close();
    alarms.close();
  }
}
