package io.saccade.processor.http;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the processor's HTTP listens, and who may do what there.
 *
 * @param host the address to listen at; loopback unless it has to be reached from elsewhere
 * @param port the port, 0 for any that is free; empty to listen nowhere
 * @param token what whoever writes has to know; without it nobody can write
 * @param readToken what whoever reads has to know; without it everybody can who reaches the port
 * @param tls with what it is encrypted, where it is
 * @param insecure whether it is meant that a host which is not loopback lacks some of these
 */
public record HttpSettings(
    String host,
    OptionalInt port,
    Optional<Token> token,
    Optional<Token> readToken,
    Optional<TlsSettings> tls,
    boolean insecure) {

  /** Loopback. */
  public static final String LOOPBACK = "127.0.0.1";

  /** Listens nowhere. */
  public static HttpSettings off() {
    return loopback(OptionalInt.empty(), Optional.empty());
  }

  /** Lets in who is on the same machine; to write, with a token. */
  public static HttpSettings loopback(OptionalInt port, Optional<Token> token) {
    return new HttpSettings(LOOPBACK, port, token, Optional.empty(), Optional.empty(), false);
  }

  /** Whether anybody on another machine could ask, without all of what should be asked of them. */
  public boolean isExposed() {
    return port().isPresent()
        && !isLoopback()
        && (tls.isEmpty() || token.isEmpty() || readToken.isEmpty());
  }

  /** Whether only the machine itself gets in. */
  boolean isLoopback() {
    return isLoopback(host);
  }

  /** Without asking for names: what is no address may be anywhere. */
  static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals("::1");
  }
}
