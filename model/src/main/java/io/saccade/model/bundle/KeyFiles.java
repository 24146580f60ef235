package io.saccade.model.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/** Files of Ed25519 keys, in PEM as OpenSSL writes it: PKCS#8 for private, SPKI for public keys. */
public final class KeyFiles {

  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final int LINE = 64;
  private static final int MOST_BYTES = 64 << 10;
  private static final int FINGERPRINT_DIGITS = 16;

  private KeyFiles() {}

  /** A new pair of keys. */
  public static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(BundleSignature.ALGORITHM).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw lacking(e);
    }
  }

  /**
   * Writes a private key, readable by its owner alone; replaces nothing.
   *
   * @throws IOException if something is there already, or the disk says so
   */
  public static void write(PrivateKey key, Path file) throws IOException {
    write(PRIVATE, key.getEncoded(), file, "rw-------");
  }

  /**
   * Writes a public key; replaces nothing.
   *
   * @throws IOException if something is there already, or the disk says so
   */
  public static void write(PublicKey key, Path file) throws IOException {
    write(PUBLIC, key.getEncoded(), file, "rw-r--r--");
  }

  /**
   * Reads a private key.
   *
   * @throws IOException if it cannot be read or holds no Ed25519 private key; the message says so
   */
  public static PrivateKey privateKey(Path file) throws IOException {
    byte[] encoded = read(PRIVATE, file);
    try {
      return KeyFactory.getInstance(BundleSignature.ALGORITHM)
          .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (NoSuchAlgorithmException e) {
      throw lacking(e);
    } catch (GeneralSecurityException e) {
      // Its cause could quote the key.
      throw new IOException(file + " holds no private key of Ed25519");
    }
  }

  /**
   * Reads a public key.
   *
   * @throws IOException if it cannot be read or holds no Ed25519 public key; the message says so
   */
  public static PublicKey publicKey(Path file) throws IOException {
    byte[] encoded = read(PUBLIC, file);
    try {
      return KeyFactory.getInstance(BundleSignature.ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(encoded));
    } catch (NoSuchAlgorithmException e) {
      throw lacking(e);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no public key of Ed25519", e);
    }
  }

  /** A short name of a key for people: the first 16 digits of the SHA-256 of its SPKI form. */
  public static String fingerprint(PublicKey key) {
    return Sha256.of(key.getEncoded()).substring(0, FINGERPRINT_DIGITS);
  }

  private static void write(String what, byte[] encoded, Path file, String permissions)
      throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
            }
            : new FileAttribute<?>[0];
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                what, Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded), what);
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static byte[] read(String what, Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is too large to be a key");
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    String begin = "-----BEGIN " + what + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + what + "-----");
    if (from < 0 || to < from) {
      throw new IOException(
          "%s holds no %s in PEM; make a pair with `saccade model keygen`"
              .formatted(file, what.equals(PRIVATE) ? "private key" : "public key"));
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is damaged: what it holds is not base64");
    }
  }

  private static IllegalStateException lacking(NoSuchAlgorithmException e) {
    return new IllegalStateException("every JDK from 15 on has " + BundleSignature.ALGORITHM, e);
  }
}
