package io.saccade.model.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;

/** Files of Ed25519 keys, in PEM as OpenSSL writes it: PKCS#8 for private, SPKI for public keys. */
public final class KeyFiles {

  private KeyFiles() {}

  /** A new pair of keys. */
  public static KeyPair generate() {
    throw new UnsupportedOperationException("not yet built");
  }

  /**
   * Writes a private key, readable by its owner alone; replaces nothing.
   *
   * @throws IOException if something is there already, or the disk says so
   */
  public static void write(PrivateKey key, Path file) throws IOException {
    throw new UnsupportedOperationException("not yet built");
  }

  /** Writes a public key; replaces nothing. */
  public static void write(PublicKey key, Path file) throws IOException {
    throw new UnsupportedOperationException("not yet built");
  }

  /**
   * Reads a private key.
   *
   * @throws IOException if it cannot be read or holds no Ed25519 private key; the message says so
   */
  public static PrivateKey privateKey(Path file) throws IOException {
    throw new UnsupportedOperationException("not yet built");
  }

  /**
   * Reads a public key.
   *
   * @throws IOException if it cannot be read or holds no Ed25519 public key; the message says so
   */
  public static PublicKey publicKey(Path file) throws IOException {
    throw new UnsupportedOperationException("not yet built");
  }

  /** A short name of a key for people: the first 16 digits of the SHA-256 of its SPKI form. */
  public static String fingerprint(PublicKey key) {
    throw new UnsupportedOperationException("not yet built");
  }
}
