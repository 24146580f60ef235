package io.saccade.processor.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RootsTest {

  private final Roots roots =
      new Roots(
          List.of(
              URI.create("file:///srv/models"),
              URI.create("https://models.example/releases/"),
              URI.create("http://127.0.0.1:8080"),
              URI.create("s3://models/production")));

  @Test
  void knowsWhereABundleIs() throws Exception {
    Path path = Path.of("/srv/models/colors/3");
    Path root = Path.of("/srv/models");
    assertThat(roots.place("/srv/models/colors/3")).isEqualTo(new Place.OnDisk(path, root));
    assertThat(roots.place("file:///srv/models/colors/3")).isEqualTo(new Place.OnDisk(path, root));
    assertThat(roots.place("file:/srv/models")).isEqualTo(new Place.OnDisk(root, root));
    assertThat(roots.place("https://models.example/releases/a.zip?token=x"))
        .isEqualTo(new Place.OnTheWeb(URI.create("https://models.example/releases/a.zip?token=x")));
    assertThat(roots.place("HTTPS://MODELS.example:443/releases/a.zip"))
        .isInstanceOf(Place.OnTheWeb.class);
    assertThat(roots.place("http://127.0.0.1:8080/a.zip")).isInstanceOf(Place.OnTheWeb.class);
    assertThat(roots.place("s3://models/production/colors/3/"))
        .isEqualTo(new Place.InABucket("models", "production/colors/3"));
    assertThat(new Place.InABucket("models", "production/3.ZIP").isZip()).isTrue();
    assertThat(new Place.InABucket("models", "zip").isZip()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "/srv/models2/a",
        "/srv",
        "/srv/models/../other",
        "/srv/models/a/../b",
        "relative/models",
        "file:///srv/models/../other",
        "file:///srv/models/%2e%2e/other",
        "file:///srv/models/%2E%2e/other",
        "file://host/srv/models/a",
        "file:models/a",
        "https://models.example/other/a.zip",
        "https://models.example/releases2/a.zip",
        "https://models.example/releases/../other/a.zip",
        "https://models.example/releases/%2e%2e/other/a.zip",
        "https://models.example/releases/%252e%252e/other/a.zip",
        "https://models.example/releases/..%2fother/a.zip",
        "https://models.example/releases/..%5cother/a.zip",
        "https://models.example/releases/./a.zip",
        "https://models.example:8443/releases/a.zip",
        "http://models.example/releases/a.zip",
        "https://models.example.evil/releases/a.zip",
        "https://user@models.example/releases/a.zip",
        "https://models.example@evil/releases/a.zip",
        "https://models.example/releases/a.zip#x",
        "https:///releases/a.zip",
        "http://127.0.0.1:80801/a.zip",
        "http://127.1:8080/a.zip",
        "http://localhost:8080/a.zip",
        "s3://models/production2/a",
        "s3://models/other",
        "s3://models",
        "s3://other/production/a",
        "s3://models/production/../other",
        "s3:models/production/a",
        "ftp://models.example/releases/a.zip",
        "jar:file:/srv/models/a.zip!/b",
        "classpath:/models/a",
        "https://models.example/releases/a b",
        "",
        " ",
        "/srv/models/a\u0000b",
        "/srv/models/a\nb"
      })
  void refusesWhatIsNotWithinARoot(String uri) {
    Refusals.of(() -> roots.place(uri)).hasCode(RefusalCode.BUNDLE_PATH);
  }

  @Test
  void refusesEverythingWithoutRoots() {
    Refusals.of(() -> new Roots(List.of()).place("/srv/models/a"))
        .hasCode(RefusalCode.BUNDLE_PATH)
        .saying("bundle.roots (none)");
  }

  @Test
  void tellsNoSecretOfAnAddress() {
    Refusals.of(() -> roots.place("https://other.example/a.zip?signature=secret"))
        .saying("https://other.example/a.zip?…");
  }

  @Test
  void saysWhatCannotBeARoot() {
    assertThat(Roots.objection(URI.create("ftp://a/b"))).isPresent();
    assertThat(Roots.objection(URI.create("https://a/../b"))).isPresent();
    assertThat(Roots.objection(URI.create("https://a/b?c"))).isPresent();
    assertThat(Roots.objection(URI.create("models"))).isPresent();
    assertThat(Roots.objection(URI.create("s3://a"))).isEmpty();
  }
}
