package io.saccade.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BundleWriterTest {

  @TempDir private Path parent;

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip", "models/tiny/1", "models/tiny.ZIP"})
  void writesAWholeBundleAndNothingBesides(String name) throws Exception {
    Path target = parent.resolve(name);
    BundleWriter.write(Bundles.golden(), target, IfPresent.REFUSE);

    assertThat(Bundle.read(target).sha256()).isEqualTo(Bundles.golden().sha256());
    assertThat(siblings(target)).containsExactly(target.getFileName().toString());
  }

  @Test
  void laysTheFilesOutAsTheirNamesSay() throws Exception {
    Path folder = Bundles.folder(parent);

    assertThat(siblings(folder.resolve("x")))
        .containsExactlyInAnyOrder("golden", "labels.txt", "manifest.json", "model.onnx");
    assertThat(siblings(folder.resolve("golden/x")))
        .containsExactlyInAnyOrder("first.bin", "first.png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void refusesToWriteOverABundleUnlessTold(String name) throws Exception {
    Path target = parent.resolve(name);
    BundleWriter.write(Bundles.plain(), target, IfPresent.REFUSE);

    assertThatThrownBy(() -> BundleWriter.write(Bundles.golden(), target, IfPresent.REFUSE))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("exists already");
    assertThat(Bundle.read(target).sha256()).isEqualTo(Bundles.plain().sha256());

    BundleWriter.write(Bundles.golden(), target, IfPresent.REPLACE);
    assertThat(Bundle.read(target).sha256()).isEqualTo(Bundles.golden().sha256());
    assertThat(siblings(target)).containsExactly(name);
  }

  @Test
  void neverReplacesWhatIsNotABundle() throws Exception {
    Path home = Files.createDirectory(parent.resolve("home"));
    Files.writeString(home.resolve("letter.txt"), "dear");
    Path zip = Files.createDirectory(parent.resolve("folder.zip"));
    Path file = Files.writeString(parent.resolve("notes"), "dear");

    for (Path target : List.of(home, zip, file)) {
      assertThatThrownBy(() -> BundleWriter.write(Bundles.plain(), target, IfPresent.REPLACE))
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContaining("not a bundle");
    }
    assertThat(home.resolve("letter.txt")).hasContent("dear");
    assertThat(file).hasContent("dear");
  }

  @Test
  void leavesNothingBehindWhereItCannotWrite() throws Exception {
    Path file = Files.writeString(parent.resolve("file"), "in the way");

    assertThatThrownBy(
            () -> BundleWriter.write(Bundles.plain(), file.resolve("bundle"), IfPresent.REFUSE))
        .isInstanceOf(IOException.class);
    assertThat(siblings(file)).containsExactly("file");
  }

  @Test
  void writesEqualZipsForEqualBundles() throws Exception {
    BundleWriter.write(Bundles.golden(), parent.resolve("a.zip"), IfPresent.REFUSE);
    BundleWriter.write(Bundles.golden(), parent.resolve("b.zip"), IfPresent.REFUSE);

    assertThat(parent.resolve("a.zip")).hasSameBinaryContentAs(parent.resolve("b.zip"));
  }

  private static List<String> siblings(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of.getParent())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
