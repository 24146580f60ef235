package io.saccade.processor.source;

import io.saccade.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;

/**
 * Fetches over http and https. A name is resolved once, by us; its addresses are looked at, and
 * those are connected to: a name that means something else a moment later gains nothing. The
 * certificate is checked against the name. Redirects are not followed, nothing is unpacked, and no
 * proxy is used.
 */
final class WebImages implements AutoCloseable {

  private final Resolver resolver;
  private final CloseableHttpClient publicHosts;
  private final CloseableHttpClient internalHosts;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "saccade-fetch-clock");
            thread.setDaemon(true);
            return thread;
          });

  /** Turns names into addresses. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String name) throws UnknownHostException;
  }

  WebImages(SourceSettings settings, Resolver resolver, SSLContext tls) {
    this.resolver = resolver;
    this.publicHosts = client(settings, tls, this::publicAddresses);
    this.internalHosts = client(settings, tls, resolver);
  }

  byte[] read(Target.Web target, Attempt attempt)
      throws EventRefusedException, FetchFailedException {
    HttpGet request = new HttpGet(target.uri());
    request.setHeader("Accept-Encoding", "identity");
    ScheduledFuture<?> end =
        clock.schedule(request::cancel, attempt.leftNanos(), TimeUnit.NANOSECONDS);
    CloseableHttpClient client = target.internal() ? internalHosts : publicHosts;
    try (ClassicHttpResponse response = client.executeOpen(host(target), request, null)) {
      try {
        Answers.require(target, response.getCode());
        return body(target, response.getEntity(), attempt);
      } finally {
        // What is not wanted must not be read to its end; of what came whole nothing is left.
        end.cancel(false);
        if (response.getEntity() == null || response.getEntity().isStreaming()) {
          request.cancel();
        }
      }
    } catch (AddressRefusedException e) {
      throw new EventRefusedException(ErrorCode.URI_ADDRESS, e.getMessage() + "");
    } catch (IOException | RuntimeException e) {
      throw failed(target, e);
    } finally {
      end.cancel(false);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    publicHosts.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    internalHosts.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
  }

  private static byte[] body(Target target, HttpEntity entity, Attempt attempt)
      throws IOException, EventRefusedException {
    if (entity == null) {
      return new byte[0];
    }
    long length = entity.getContentLength();
    if (length > attempt.most()) {
      throw Answers.tooLarge(target, attempt.most());
    }
    if (length >= 0) {
      attempt.length().accept((int) length);
    }
    InputStream in = entity.getContent();
    byte[] bytes = in.readNBytes(attempt.most() + 1);
    if (bytes.length > attempt.most()) {
      throw Answers.tooLarge(target, attempt.most());
    }
    return bytes;
  }

  private static FetchFailedException failed(Target target, Exception e) {
    boolean unreachable =
        e instanceof UnknownHostException
            || e instanceof ConnectTimeoutException
            || e instanceof HttpHostConnectException
            || e instanceof java.net.ConnectException
            || e instanceof java.net.NoRouteToHostException;
    String what =
        unreachable
            ? "the host cannot be reached: "
            : e instanceof SSLException
                ? "no TLS could be agreed on with "
                : "the image did not come whole and in time from ";
    return new FetchFailedException(what + target.shown(), unreachable, e);
  }

  private InetAddress[] publicAddresses(String name) throws UnknownHostException {
    InetAddress[] addresses = resolver.resolve(name);
    for (InetAddress address : addresses) {
      if (!Addresses.isPublic(address)) {
        throw new AddressRefusedException(
            "the host %s has an address that is not public; list it in source.uri.internal.hosts if"
                    .formatted(Shown.of(name))
                + " it may");
      }
    }
    return addresses;
  }

  private static HttpHost host(Target.Web target) {
    return new HttpHost(target.uri().getScheme(), target.name(), target.uri().getPort());
  }

  private static CloseableHttpClient client(
      SourceSettings settings, SSLContext tls, Resolver resolver) {
    SourceSettings.Times times = settings.times();
    Timeout firstByte = Timeout.of(times.firstByte());
    Timeout connect = Timeout.of(times.connect());
    HttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(
                new DnsResolver() {
                  @Override
                  public InetAddress[] resolve(String host) throws UnknownHostException {
                    return resolver.resolve(host);
                  }

                  @Override
                  public String resolveCanonicalHostname(String host) {
                    return host;
                  }
                })
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
            .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(connect)
                    .setSocketTimeout(firstByte)
                    .setTimeToLive(1, TimeUnit.MINUTES)
                    .build())
            .setMaxConnTotal(settings.concurrency())
            .setMaxConnPerRoute(settings.concurrency())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(firstByte).build())
        .setUserAgent("saccade")
        .disableRedirectHandling()
        .disableContentCompression()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }
}
