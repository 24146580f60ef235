package io.saccade.processor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorHttpStartTest {

  private static final String SECRET = "correct-horse-battery";

  private static HttpSettings at(int port) {
    return HttpSettings.loopback(OptionalInt.of(port), Optional.of(Token.of(SECRET)));
  }

  @Test
  void listensNowhereUnlessAPortIsSet() throws Exception {
    assertThat(ProcessorHttp.start(HttpSettings.off(), List.of())).isEmpty();
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(BindException.class)
          .isThrownBy(() -> ProcessorHttp.start(at(other.getLocalPort()), List.of()));
    }
  }

  @Test
  void namesAKeystoreThatCannotBeUsedAndNeverItsPassword(@TempDir Path folder) throws Exception {
    Path keystore = Files.writeString(folder.resolve("keys.p12"), "no keystore at all");
    HttpSettings settings =
        new HttpSettings(
            HttpSettings.LOOPBACK,
            OptionalInt.of(0),
            Optional.empty(),
            Optional.empty(),
            Optional.of(TlsSettings.of(keystore, SECRET)),
            false);

    assertThatIOException()
        .isThrownBy(() -> ProcessorHttp.start(settings, List.of()))
        .withMessageContainingAll("http.tls.keystore", "keys.p12")
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain(SECRET));
  }

  @Test
  void showsNoTokenAnywhere() {
    assertThat(at(0).toString()).doesNotContain(SECRET);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Token.of("short"))
        .withMessageContaining("at least 16");
  }
}
