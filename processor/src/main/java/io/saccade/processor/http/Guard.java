package io.saccade.processor.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in who may do what it asks for. To read, the token may also come as the password of HTTP's
 * basic authentication, which browsers ask a person for. To write it may not: browsers send such a
 * password along with whatever another site makes them ask.
 */
final class Guard {

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String AUTHORIZATION = "Authorization";

  private final Optional<Token> toRead;
  private final Optional<Token> toWrite;

  Guard(HttpSettings settings) {
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
    String shown = headers.getFirst(AUTHORIZATION);
    if (toRead.isEmpty()
        || toRead.get().isIn(shown)
        || toRead.get().isPasswordIn(shown)
        || (toWrite.isPresent() && toWrite.get().isIn(shown))) {
      return;
    }
    throw unauthorized("Basic realm=\"saccade\", charset=\"UTF-8\"");
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
