package io.saccade.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFilesTest {

  /** The example of RFC 8410, as OpenSSL writes it. */
  private static final String OF_OPENSSL =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
      -----END PRIVATE KEY-----
      """;

  @TempDir private Path folder;

  @Test
  void readsWhatItWrites() throws Exception {
    KeyPair keys = KeyFiles.generate();
    Path secret = folder.resolve("a.key");
    Path open = folder.resolve("a.pub");
    KeyFiles.write(keys.getPrivate(), secret);
    KeyFiles.write(keys.getPublic(), open);

    assertThat(KeyFiles.privateKey(secret)).isEqualTo(keys.getPrivate());
    assertThat(KeyFiles.publicKey(open)).isEqualTo(keys.getPublic());
    assertThat(Files.readString(open))
        .matches("-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=]{60}\n-----END PUBLIC KEY-----\n");
    assertThat(KeyFiles.fingerprint(keys.getPublic())).matches("[0-9a-f]{16}");
  }

  @Test
  void keepsThePrivateKeyToItsOwner() throws Exception {
    Path secret = folder.resolve("a.key");
    KeyFiles.write(KeyFiles.generate().getPrivate(), secret);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }

  @Test
  void replacesNoKey() throws Exception {
    Path secret = folder.resolve("a.key");
    KeyFiles.write(KeyFiles.generate().getPrivate(), secret);

    assertThatThrownBy(() -> KeyFiles.write(KeyFiles.generate().getPrivate(), secret))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void readsTheKeysOfOpenSsl() throws Exception {
    Path secret = Files.writeString(folder.resolve("b.key"), OF_OPENSSL);

    assertThat(KeyFiles.privateKey(secret).getAlgorithm()).isEqualTo("EdDSA");
  }

  @Test
  void saysWhatAFileIsNot() throws Exception {
    KeyPair keys = KeyFiles.generate();
    Path secret = folder.resolve("a.key");
    KeyFiles.write(keys.getPrivate(), secret);
    Path damaged = Files.writeString(folder.resolve("c"), OF_OPENSSL.replace("MC4C", "AAAA"));
    Path text = Files.writeString(folder.resolve("d"), "hello");

    assertThatThrownBy(() -> KeyFiles.publicKey(secret))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no public key");
    assertThatThrownBy(() -> KeyFiles.privateKey(damaged))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no private key of Ed25519")
        .hasNoCause();
    assertThatThrownBy(() -> KeyFiles.privateKey(text)).hasMessageContaining("keygen");
  }
}
