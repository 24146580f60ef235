package io.saccade.processor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes are told without what is secret in them. */
final class NothingSecretShownTest {

  private static final String SECRET = "hunter2-and-more";

  @TempDir private Path folder;

  private String mistake(String yaml, Map<String, String> flags) throws Exception {
    Path file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    SettingsException thrown =
        catchThrowableOfType(
            SettingsException.class, () -> ProcessorSettings.load(file, Map.of(), flags));
    assertThat(thrown.getMessage()).doesNotContain(SECRET);
    return String.valueOf(thrown.getMessage());
  }

  @Test
  void hidesTheUserOfAnAddress() throws Exception {
    String endpoint = "https://me:%s@store.example".formatted(SECRET);

    assertThat(
            mistake(
                "model.name: cats",
                Map.of("bundle.s3.endpoint", endpoint, "bundle.roots", endpoint)))
        .contains("bundle.s3.endpoint", "bundle.roots", "store.example", "(hidden)");
  }

  @Test
  void namesOnlyTheReferenceThatIsNotSet() throws Exception {
    assertThat(mistake("http.token: '%s${NOT_THERE}'".formatted(SECRET), Map.of()))
        .contains("http.token", "${NOT_THERE}");
  }

  @Test
  void showsNoLineOfAFileThatIsNoYaml() throws Exception {
    assertThat(mistake("model.name: cats\nhttp.token: \"%s\n".formatted(SECRET), Map.of()))
        .contains("is not YAML", "line 3");
    assertThat(mistake("http.token: [%s\nother: x".formatted(SECRET), Map.of()))
        .contains("is not YAML", "line 2");
  }
}
