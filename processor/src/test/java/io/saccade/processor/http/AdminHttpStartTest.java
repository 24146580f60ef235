package io.saccade.processor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.saccade.processor.release.BookDesk;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class AdminHttpStartTest {

  private static final String SECRET = "correct-horse-battery";

  private final BookDesk desk = new BookDesk();

  private static HttpSettings at(int port) {
    return new HttpSettings(
        HttpSettings.LOOPBACK, OptionalInt.of(port), Optional.of(Token.of(SECRET)));
  }

  @Test
  void listensNowhereUnlessAPortIsSet() throws Exception {
    assertThat(AdminHttp.start(HttpSettings.off(), desk)).isEmpty();
    assertThat(desk.isClosed()).isTrue();
  }

  @Test
  void saysThatAPortIsTakenAndClosesTheDesk() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(BindException.class)
          .isThrownBy(() -> AdminHttp.start(at(other.getLocalPort()), desk));
    }
    assertThat(desk.isClosed()).isTrue();
  }

  @Test
  void showsNoTokenAnywhere() {
    assertThat(at(0).toString()).doesNotContain(SECRET);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Token.of("short"))
        .withMessageContaining("at least 16");
  }
}
