package io.saccade.processor.http;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the admin HTTP listens, and who may write.
 *
 * @param host the address to listen at; loopback unless it has to be reached from elsewhere
 * @param port the port, 0 for any that is free; empty to listen nowhere
 * @param token what whoever writes has to know; without it nobody can write
 */
public record HttpSettings(String host, OptionalInt port, Optional<Token> token) {

  /** Loopback. */
  public static final String LOOPBACK = "127.0.0.1";

  /** Listens nowhere. */
  public static HttpSettings off() {
    return new HttpSettings(LOOPBACK, OptionalInt.empty(), Optional.empty());
  }
}
