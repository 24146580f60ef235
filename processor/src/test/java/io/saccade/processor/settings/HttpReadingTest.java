package io.saccade.processor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.saccade.processor.http.HttpSettings;
import io.saccade.processor.http.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpReadingTest {

  private static final String SECRET = "correct-horse-battery";

  @TempDir private Path folder;

  private static HttpSettings read(Map<String, String> http) throws SettingsException {
    Map<String, String> all = new HashMap<>(http);
    all.put("model.bundle", "b");
    return ProcessorSettings.load(null, Map.of(), all).http();
  }

  @Test
  void listensNowhereByDefault() throws Exception {
    assertThat(read(Map.of())).isEqualTo(HttpSettings.off());
  }

  @Test
  void readsATokenAndAnAddress() throws Exception {
    assertThat(read(Map.of("http.host", "::1", "http.port", "0", "http.token", SECRET)))
        .isEqualTo(
            new HttpSettings(
                "::1",
                OptionalInt.of(0),
                Optional.of(Token.of(SECRET)),
                Optional.empty(),
                Optional.empty(),
                false));
  }

  @Test
  void readsATokenFromAFileWithoutTheEndOfItsLine() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), SECRET + "\n");

    assertThat(read(Map.of("http.token.file", file.toString())).token()).contains(Token.of(SECRET));
  }

  @Test
  void tellsWhatIsWrongAndNeverTheToken() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    for (Map<String, String> wrong :
        List.of(
            Map.of("http.token", "tooshort!"),
            Map.of("http.token", SECRET, "http.token.file", "f"),
            Map.of("http.token.file", folder.resolve("missing").toString()),
            Map.of("http.token.file", empty.toString()),
            Map.of("http.read.token", "tooshort!"),
            Map.of("http.tls.keystore", folder.resolve("missing").toString()),
            Map.of("http.tls.keystore.password", SECRET),
            Map.of("http.port", "70000"))) {
      assertThatExceptionOfType(SettingsException.class)
          .isThrownBy(() -> read(wrong))
          .withMessageContaining("http.")
          .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain(SECRET, "tooshort!"));
    }
  }

  @Test
  void letsOtherMachinesInWithAllThatProtectsItOnly() throws Exception {
    Path keystore = Files.writeString(folder.resolve("keys.p12"), "not looked into yet");
    Map<String, String> whole =
        Map.of(
            "http.port", "8080",
            "http.host", "0.0.0.0",
            "http.token", SECRET,
            "http.read.token", "another-horse-battery",
            "http.tls.keystore", keystore.toString(),
            "http.tls.keystore.password", "of-the-keystore");
    assertThat(read(whole).isExposed()).isFalse();
    assertThat(read(whole).toString()).doesNotContain("horse", "of-the-keystore");

    for (String missing : List.of("http.token", "http.read.token", "http.tls.keystore")) {
      Map<String, String> less = new HashMap<>(whole);
      less.remove(missing);
      if (missing.equals("http.tls.keystore")) {
        less.remove("http.tls.keystore.password");
      }
      assertThatExceptionOfType(SettingsException.class)
          .isThrownBy(() -> read(less))
          .withMessageContainingAll("http.host=0.0.0.0", missing, "http.insecure");
      less.put("http.insecure", "true");
      assertThat(read(less).isExposed()).isTrue();
    }
  }

  @Test
  void asksNothingOfAHostThatIsNotListenedAt() throws Exception {
    assertThat(read(Map.of("http.host", "0.0.0.0")).isExposed()).isFalse();
    assertThat(read(Map.of("http.host", "localhost", "http.port", "1")).isExposed()).isFalse();
  }
}
