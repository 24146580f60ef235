package io.saccade.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.files.ImageFile;
import io.saccade.cli.files.ImageFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileReferencesTest {

  private static final BaseUri BASE = BaseUri.of("https://images.example.com/2026");

  @TempDir private Path folder;

  private Path write(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("x"));
    return Files.write(file, new byte[] {1, 2, 3});
  }

  private List<String> uris(BaseUri base, Path... paths) throws Exception {
    List<ImageFile> files = ImageFiles.of(List.of(paths)).files();
    FileReferences references = FileReferences.below(base, files);
    List<String> uris = new ArrayList<>();
    for (ImageFile file : files) {
      uris.add(references.of(file.path()).getUri());
    }
    return uris;
  }

  @Test
  void appendsWhereTheFileLiesBelowTheFolder() throws Exception {
    write("roses/1.jpg");
    write("2.jpg");

    assertThat(uris(BASE, folder))
        .containsExactly(
            "https://images.example.com/2026/2.jpg", "https://images.example.com/2026/roses/1.jpg");
    assertThat(uris(BaseUri.of("s3://photographs"), folder.resolve("roses/1.jpg")))
        .containsExactly("s3://photographs/1.jpg");
    assertThat(uris(BaseUri.of("file:///mnt/images/"), folder.resolve("roses")))
        .containsExactly("file:///mnt/images/1.jpg");
  }

  @Test
  void encodesWhatWouldMeanSomethingElseInAnAddress() throws Exception {
    String name = "50% a+b #1? [über] 花&c=d;e.jpg";
    write("d e/" + name);

    String uri = uris(BASE, folder).get(0);

    assertThat(uri).matches("[!-~]+").doesNotContain("#", "?", " ", "+");
    assertThat(URI.create(uri).getPath()).isEqualTo("/2026/d e/" + name);
    assertThat(URI.create(uri).getRawPath()).contains("/d%20e/50%25%20a%2Bb%20%231%3F%20");
  }

  @Test
  void hashesWhatTheFileHolds() throws Exception {
    Path file = write("1.jpg");

    assertThat(FileReferences.here(List.of(named(file))).of(file).getSha256())
        .isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
  }

  @Test
  void refusesTwoFilesAtOneAddress() throws Exception {
    Path one = write("a/1.jpg");
    Path other = write("b/1.jpg");

    assertThatExceptionOfType(CommandFailedException.class)
        .isThrownBy(() -> uris(BASE, one, other))
        .withMessageContainingAll(one.toString(), other.toString(), "name the folder above them");
    assertThat(uris(BASE, one, one)).hasSize(2);
  }

  @Test
  void refusesANameThatNoProcessorWouldFetch() throws Exception {
    write("a\\b.jpg");

    assertThatExceptionOfType(CommandFailedException.class)
        .isThrownBy(() -> uris(BASE, folder))
        .withMessageContainingAll("a\\b.jpg", "hidden characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "photographs/2026",
        "ftp://images.example.com/2026",
        "https:///2026",
        "https:images",
        "https://me:secret@images.example.com/2026",
        "https://images.example.com/2026?key=secret",
        "https://images.example.com/2026#1",
        "https://images.example.com/../2026",
        "https://images.example.com/%2e%2e/2026",
        "https://images.example.com/a b",
        "s3:///2026",
        "file://host/2026"
      })
  void takesNoBaseThatNoProcessorWouldFetchFrom(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BaseUri.of(text))
        .withMessageContaining("must be a folder of https:")
        .withMessageNotContaining("secret");
  }

  private static ImageFile named(Path file) throws Exception {
    return ImageFiles.of(List.of(file)).files().get(0);
  }
}
