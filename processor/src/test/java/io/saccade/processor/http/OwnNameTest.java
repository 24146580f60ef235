package io.saccade.processor.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class OwnNameTest {

  private record Here(String path, Access access) implements Endpoint {

    @Override
    public void answer(HttpExchange exchange) throws IOException {
      Reply.of(200, "text/plain", new byte[] {'!'}).send(exchange);
    }
  }

  /** A page of another site can give its name an address of this machine. */
  @Test
  void answersToNoOtherNameWhereNobodyHasToShowAToken() throws Exception {
    try (ProcessorHttp http = open(Optional.empty())) {
      for (String own : List.of("localhost", "127.0.0.1:" + http.port(), "[::1]:80", "[::1]")) {
        assertThat(status(http, "/read", own)).as(own).contains(" 200 ");
      }
      for (String other : List.of("evil.example", "evil.example:80", "127.0.0.1.evil.example")) {
        assertThat(status(http, "/read", other)).as(other).contains(" 421 ");
      }
      assertThat(status(http, "/open", "evil.example")).contains(" 200 ");
    }
  }

  @Test
  void takesAnyNameWhereATokenIsAskedFor() throws Exception {
    try (ProcessorHttp http = open(Optional.of(Token.of("whoever-reads-knows-this")))) {
      assertThat(status(http, "/read", "saccade.example")).contains(" 401 ");
    }
  }

  private static ProcessorHttp open(Optional<Token> toRead) throws IOException {
    HttpSettings settings =
        new HttpSettings(
            HttpSettings.LOOPBACK,
            OptionalInt.of(0),
            Optional.empty(),
            toRead,
            Optional.empty(),
            false);
    return ProcessorHttp.start(
        settings,
        List.of(new Here("/read", Access.READ), new Here("/open", Access.OPEN)),
        Duration.ofSeconds(30));
  }

  private static String status(ProcessorHttp http, String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(path, host)
                  .getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }
}
