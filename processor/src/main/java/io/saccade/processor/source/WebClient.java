package io.saccade.processor.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** A client of HTTP that connects only to the addresses it is given, and does nothing unasked. */
final class WebClient {

  private static final Timeout GLANCE = Timeout.ofMilliseconds(1);

  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setMaxLineLength(16 << 10)
          .setMaxHeaderCount(200)
          .setMaxEmptyLineCount(10)
          .build();

  private WebClient() {}

  static CloseableHttpClient of(SourceSettings settings, SSLContext tls, Resolver resolver) {
    return HttpClients.custom()
        .setConnectionManager(connections(settings, tls, resolver))
        .setRequestExecutor(new OneAnswerEach())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(Timeout.of(settings.times().firstByte()))
                .setProtocolUpgradeEnabled(false)
                .build())
        .setUserAgent("saccade")
        .disableRedirectHandling()
        .disableContentCompression()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  private static HttpClientConnectionManager connections(
      SourceSettings settings, SSLContext tls, Resolver resolver) {
    Timeout connect = Timeout.of(settings.times().connect());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(new QuietConnections())
        .setDnsResolver(new Names(resolver))
        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(Timeout.of(settings.times().firstByte()))
                .setTimeToLive(1, TimeUnit.MINUTES)
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
                .build())
        .setMaxConnTotal(settings.concurrency())
        .setMaxConnPerRoute(settings.concurrency())
        .build();
  }

  /** The one place where a name becomes an address. */
  private record Names(Resolver resolver) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return resolver.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /** Connections whose traffic is never logged, at whatever level: addresses may hold secrets. */
  private static final class QuietConnections
      implements HttpConnectionFactory<ManagedHttpClientConnection> {

    private final AtomicLong count = new AtomicLong();

    @Override
    public ManagedHttpClientConnection createConnection(Socket socket) throws IOException {
      DefaultManagedHttpClientConnection made = made();
      if (socket != null) {
        made.bind(socket);
      }
      return made;
    }

    @Override
    public ManagedHttpClientConnection createConnection(SSLSocket tls, Socket socket)
        throws IOException {
      DefaultManagedHttpClientConnection made = made();
      if (tls != null) {
        made.bind(tls, socket);
      }
      return made;
    }

    private DefaultManagedHttpClientConnection made() {
      return new DefaultManagedHttpClientConnection(
          "fetch-" + count.incrementAndGet(), null, null, LIMITS, null, null, null, null);
    }
  }

  /**
   * Sends nothing over a connection on which something has come that nobody asked for: it would be
   * taken for the answer, and one image for another.
   */
  private static final class OneAnswerEach extends HttpRequestExecutor {

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        HttpResponseInformationCallback informed,
        HttpContext context)
        throws IOException, HttpException {
      if (connection.isDataAvailable(GLANCE)) {
        throw new IOException("the host sent what nobody asked for");
      }
      return super.execute(request, connection, informed, context);
    }
  }
}
