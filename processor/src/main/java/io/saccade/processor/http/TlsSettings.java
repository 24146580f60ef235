package io.saccade.processor.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** With what HTTP is encrypted: a private key and its certificates. Never shows the password. */
public final class TlsSettings {

  private final Path keystore;
  private final char[] password;

  private TlsSettings(Path keystore, char[] password) {
    this.keystore = keystore;
    this.password = password;
  }

  /**
   * The key in a file.
   *
   * @param keystore a PKCS12 file with one private key
   * @param password of the file and of the key
   */
  public static TlsSettings of(Path keystore, String password) {
    return new TlsSettings(keystore, password.toCharArray());
  }

  /**
   * What encrypts with the key.
   *
   * @throws IOException if the file cannot be read, or holds no key for this password
   */
  SSLContext context() throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(keystore.toFile(), password);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      requireKey(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException(
          "http.tls.keystore %s cannot be used with http.tls.keystore.password: %s"
              .formatted(keystore, e.getMessage()),
          e);
    }
  }

  private static void requireKey(KeyStore store) throws GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        return;
      }
    }
    throw new GeneralSecurityException("it holds no private key");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TlsSettings tls
        && keystore.equals(tls.keystore)
        && Arrays.equals(password, tls.password);
  }

  @Override
  public int hashCode() {
    return Objects.hash(keystore);
  }

  @Override
  public String toString() {
    return keystore.toString();
  }
}
