package io.saccade.processor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.bundle.KeyFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BundleSettingsTest {

  private static final Path STATE = Path.of("/var/saccade");

  @TempDir private Path folder;

  private static BundleSettings read(Path bundle, Map<String, String> values) throws Exception {
    SettingsReader reader = new SettingsReader(values);
    BundleSettings settings = BundleSettings.read(reader, Optional.of(bundle), STATE);
    reader.finish();
    return settings;
  }

  @Test
  void takesTheRepositoryOfTheBundleAsRoot() throws Exception {
    BundleSettings settings = read(Path.of("/srv/models/colors/3"), Map.of());

    assertThat(settings.rules().roots())
        .containsExactly(
            URI.create("file:///srv/models"),
            URI.create("file://" + Path.of("models").toAbsolutePath()),
            URI.create("file:///srv/models/colors/3"));
    assertThat(settings.cache()).isEqualTo(STATE.resolve("bundles"));
    assertThat(settings.rules().keys()).isEmpty();
  }

  @Test
  void neverTakesTheWholeDiskAsRoot() throws Exception {
    assertThat(read(Path.of("/models/3"), Map.of()).rules().roots())
        .doesNotContain(URI.create("file:///"), URI.create("file:/"))
        .contains(URI.create("file:///models/3"));
  }

  @Test
  void readsRootsOfEveryKind() throws Exception {
    BundleSettings settings =
        read(
            Path.of("/b"),
            Map.of("bundle.roots", "/srv/models, https://models.example/a,s3://models/production"));

    assertThat(settings.rules().roots())
        .containsExactly(
            URI.create("file:///srv/models"),
            URI.create("https://models.example/a"),
            URI.create("s3://models/production"),
            URI.create("file:///b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a/b", "https://a/../b", "https://u:p@a/b", "s3:b", "/a,,/b"})
  void saysWhichRootsAreNone(String roots) {
    assertThatThrownBy(() -> read(Path.of("/b"), Map.of("bundle.roots", roots)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("bundle.roots must be folders");
  }

  @Test
  void readsKeys() throws Exception {
    KeyPair keys = KeyFiles.generate();
    Path file = folder.resolve("a.pub");
    KeyFiles.write(keys.getPublic(), file);

    assertThat(read(Path.of("/b"), Map.of("bundle.keys", file.toString())).rules().keys())
        .containsExactly(keys.getPublic());
  }

  @Test
  void saysWhatIsWrongWithAKeyOrAnEndpoint() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "hello");
    Map<String, String> values =
        Map.of("bundle.keys", text + ",/none", "bundle.s3.endpoint", "minio:9000");

    assertThatThrownBy(() -> read(Path.of("/b"), values))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("3 settings are wrong")
        .hasMessageContaining("holds no public key")
        .hasMessageContaining("bundle.keys: /none")
        .hasMessageContaining("bundle.s3.endpoint must be an address of http: or https:");
  }
}
