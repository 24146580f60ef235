package io.saccade.processor.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What whoever reads or writes has to know. Kept as its SHA-256, so that nothing can print it. */
public final class Token {

  private static final String SCHEME = "bearer ";
  private static final String BASIC = "basic ";
  private static final int SHORTEST = 16;

  private final byte[] digest;

  private Token(byte[] digest) {
    this.digest = digest;
  }

  /**
   * A token of this text.
   *
   * @throws IllegalArgumentException if it is too short to be a secret, or could not be sent; the
   *     message does not show it
   */
  public static Token of(String text) {
    if (text.length() < SHORTEST || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "must be at least %d letters, digits or signs of ASCII without blanks"
              .formatted(SHORTEST));
    }
    return new Token(sha256(text));
  }

  /**
   * Whether the header {@code Authorization} holds it. Takes as long whatever differs.
   *
   * @param authorization the header, or null where there is none
   */
  boolean isIn(@Nullable String authorization) {
    if (authorization == null
        || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        || authorization.length() == SCHEME.length()) {
      return false;
    }
    return MessageDigest.isEqual(digest, sha256(authorization.substring(SCHEME.length()).strip()));
  }

  /**
   * Whether the header holds it as the password of HTTP's basic authentication, whoever the user.
   *
   * @param authorization the header, or null where there is none
   */
  boolean isPasswordIn(@Nullable String authorization) {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
      return false;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String pair = new String(decoded, StandardCharsets.UTF_8);
      String password = pair.substring(pair.indexOf(':') + 1);
      return MessageDigest.isEqual(digest, sha256(password));
    } catch (IllegalArgumentException e) {
      return false; // not Base64
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Token token && MessageDigest.isEqual(digest, token.digest);
  }

  @Override
  public int hashCode() {
    return Token.class.hashCode();
  }

  @Override
  public String toString() {
    return "(secret)";
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
