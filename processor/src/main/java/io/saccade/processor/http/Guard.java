package io.saccade.processor.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who may do what it asks for. To read, the token may also come as the password of HTTP's
 * basic authentication, which browsers ask a person for. To write it may not: browsers send such a
 * password along with whatever another site makes them ask.
 */
final class Guard {

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String AUTHORIZATION = "Authorization";

  private final HttpSettings settings;
  private final Optional<Token> toRead;
  private final Optional<Token> toWrite;

  Guard(HttpSettings settings) {
    this.settings = settings;
    this.toRead = settings.readToken();
    this.toWrite = settings.token();
  }

  /** Requires that a request may be answered. Not one byte of its body is read before. */
  void require(Access toGet, HttpExchange exchange) throws HttpRefusedException {
    Access access = READING.contains(exchange.getRequestMethod()) ? toGet : Access.WRITE;
    Headers headers = exchange.getRequestHeaders();
    switch (access) {
      case OPEN -> {}
      case READ -> requireReader(headers);
      case WRITE -> requireWriter(headers);
    }
  }

  private void requireReader(Headers headers) throws HttpRefusedException {
    requireOwnName(headers.getFirst("Host"));
    String shown = headers.getFirst(AUTHORIZATION);
    if (toRead.isEmpty()
        || toRead.get().isIn(shown)
        || toRead.get().isPasswordIn(shown)
        || (toWrite.isPresent() && toWrite.get().isIn(shown))) {
      return;
    }
    throw unauthorized("Basic realm=\"saccade\", charset=\"UTF-8\"");
  }

  /**
   * Where only the machine itself gets in, and needs no token, a page of another site must not get
   * in through its browser: such a page gives its own name an address of this machine, and the
   * browser sends that name.
   */
  private void requireOwnName(@Nullable String host) throws HttpRefusedException {
    if (toRead.isPresent() || !settings.isLoopback() || host == null) {
      return;
    }
    String name = host.replaceFirst(":\\d*$", "").replaceAll("[\\[\\]]", "");
    if (!HttpSettings.isLoopback(name)) {
      throw new HttpRefusedException(
          421,
          "HOST",
          "here the header Host must name this machine, such as localhost; a proxy that sends"
              + " another one needs http.read.token");
    }
  }

  private void requireWriter(Headers headers) throws HttpRefusedException {
    if (toWrite.isEmpty()) {
      throw new HttpRefusedException(
          403, "WRITES_OFF", "nobody can write over http before http.token is set");
    }
    if (!toWrite.get().isIn(headers.getFirst(AUTHORIZATION))) {
      throw unauthorized("Bearer");
    }
  }

  private static HttpRefusedException unauthorized(String how) {
    return new HttpRefusedException(
        401,
        "UNAUTHORIZED",
        "the header Authorization must be: Bearer, a blank, and the token",
        Map.of("WWW-Authenticate", how));
  }
}
