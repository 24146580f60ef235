package io.saccade.processor.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
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

  private static final String QUERY = "saccade.query";

  private WebClient() {}

  static URI withoutQuery(URI uri) {
    return URI.create(uri.toString().replaceFirst("\\?.*", ""));
  }

  /** What a request goes with that is made without the query. */
  static HttpContext context(URI uri) {
    HttpContext context = HttpClientContext.create();
    context.setAttribute(QUERY, uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    return context;
  }

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
        .setConnectionFactory(new QuietConnections(LIMITS))
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

  /**
   * Sends nothing over a connection on which something has come that nobody asked for: it would be
   * taken for the answer, and one image for another. The query, which may be a secret, is known to
   * the request only while it is sent, for all else of the client is free to log it.
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
      String path = request.getPath();
      request.setPath(path + context.getAttribute(QUERY));
      try {
        return super.execute(request, connection, informed, context);
      } finally {
        request.setPath(path);
      }
    }
  }
}
