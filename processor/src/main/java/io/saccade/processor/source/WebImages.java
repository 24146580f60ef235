package io.saccade.processor.source;

import io.saccade.model.ErrorCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Fetches over http and https. A name is resolved once for a connection, by us; its addresses are
 * looked at, and those are connected to: a name that means something else a moment later gains
 * nothing. The certificate is checked against the name. Redirects are not followed unless they are
 * allowed, nothing is unpacked, and no proxy is used.
 */
final class WebImages implements AutoCloseable {

  private static final int MOST_ADDRESSES = 3;

  private final Resolver resolver;
  private final CloseableHttpClient publicHosts;
  private final CloseableHttpClient internalHosts;
  private final Redirects redirects;
  private final FetchClock clock;

  /** What a server said: the image, or where it is. */
  private record Answer(@Nullable Body body, String location) {}

  WebImages(SourceSettings settings, Resolver resolver, SSLContext tls, FetchClock clock) {
    this.resolver = new PatientResolver(resolver, settings.times().connect());
    this.publicHosts = WebClient.of(settings, tls, this::publicAddresses);
    this.internalHosts = WebClient.of(settings, tls, this::anyAddresses);
    this.redirects = new Redirects(settings.rules());
    this.clock = clock;
  }

  Body read(Target.Web target, Attempt attempt) throws EventRefusedException, FetchFailedException {
    Target.Web at = target;
    for (int followed = 0; ; followed++) {
      Answer answer = asked(at, attempt);
      if (answer.body() != null) {
        return answer.body();
      }
      at = redirects.next(at, answer.location(), followed);
    }
  }

  @Override
  public void close() {
    publicHosts.close(CloseMode.IMMEDIATE);
    internalHosts.close(CloseMode.IMMEDIATE);
  }

  private Answer asked(Target.Web target, Attempt attempt)
      throws EventRefusedException, FetchFailedException {
    HttpGet request = new HttpGet(WebClient.withoutQuery(target.uri()));
    request.setHeader("Accept-Encoding", "identity");
    CloseableHttpClient client = target.internal() ? internalHosts : publicHosts;
    FetchClock.Watch watch = clock.watch(attempt, request::cancel);
    try {
      attempt.requireTime();
      try (ClassicHttpResponse response =
          client.executeOpen(host(target), request, WebClient.context(target.uri()))) {
        try {
          return answer(target, response, attempt);
        } finally {
          // What is not wanted must not be read to its end; of what came whole nothing is left.
          if (response.getEntity() == null || response.getEntity().isStreaming()) {
            request.cancel();
          }
        }
      }
    } catch (AddressRefusedException e) {
      throw new EventRefusedException(ErrorCode.URI_ADDRESS, e.getMessage() + "");
    } catch (IOException | RuntimeException e) {
      throw failed(target, e);
    } finally {
      watch.close();
    }
  }

  private Answer answer(Target.Web target, ClassicHttpResponse response, Attempt attempt)
      throws IOException, EventRefusedException, FetchFailedException {
    Header location = response.getFirstHeader("Location");
    if (location != null && redirects.leadOn(response.getCode())) {
      return new Answer(null, location.getValue());
    }
    Answers.require(target, response.getCode());
    Header encoding = response.getFirstHeader("Content-Encoding");
    Answers.requirePlain(target, encoding == null ? null : encoding.getValue());
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new Answer(new Body(new byte[0], 0), "");
    }
    return new Answer(
        Body.read(entity.getContent(), entity.getContentLength(), target, attempt), "");
  }

  private static FetchFailedException failed(Target target, Exception e) {
    boolean unreachable =
        e instanceof UnknownHostException
            || e instanceof ConnectTimeoutException
            || e instanceof HttpHostConnectException
            || e instanceof ConnectException
            || e instanceof NoRouteToHostException;
    String what =
        unreachable
            ? "the host cannot be reached: "
            : e instanceof SSLException
                ? "no TLS could be agreed on with "
                : "the image did not come whole and in time from ";
    return new FetchFailedException(
        what + target.shown(),
        unreachable ? FetchFailedException.Fault.UNREACHABLE : FetchFailedException.Fault.THEIRS,
        e);
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
    return few(addresses);
  }

  private InetAddress[] anyAddresses(String name) throws UnknownHostException {
    return few(resolver.resolve(name));
  }

  /** Each is given the time to connect: a hundred that hang must not take a hundred times that. */
  private static InetAddress[] few(InetAddress[] addresses) {
    return Arrays.copyOf(addresses, Math.min(addresses.length, MOST_ADDRESSES));
  }

  private static HttpHost host(Target.Web target) {
    return new HttpHost(target.uri().getScheme(), target.name(), target.uri().getPort());
  }
}
