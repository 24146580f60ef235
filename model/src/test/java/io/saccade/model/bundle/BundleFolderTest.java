package io.saccade.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleFolderTest {

  @TempDir private Path parent;
  private Path folder;

  @BeforeEach
  void writeABundle() throws Exception {
    folder = Bundles.folder(parent);
  }

  @Test
  void readsWhatWasWritten() throws Exception {
    Bundle written = Bundles.golden();
    Bundle read = Bundle.read(folder);

    assertThat(read.manifest()).isEqualTo(written.manifest());
    assertThat(read.sha256()).isEqualTo(written.sha256());
    assertThat(read.model()).isEqualTo(written.model());
    assertThat(read.labels()).isEqualTo(Bundles.LABELS);
    assertThat(read.golden()).hasSize(1);
    Golden golden = read.golden().get(0);
    assertThat(golden.name()).isEqualTo("first");
    assertThat(golden.encoded()).isEqualTo(written.golden().get(0).encoded());
    assertThat(golden.probabilities()).containsExactly(0.7f, 0.2f, 0.1f);
  }

  @Test
  void hasTheHashOfItsManifestForIdentity() throws Exception {
    assertThat(Bundle.read(folder).sha256())
        .isEqualTo(Sha256.of(Files.readAllBytes(folder.resolve("manifest.json"))));
  }

  @Test
  void refusesOneFlippedBitInAnyFile() throws Exception {
    for (Path file : files()) {
      byte[] sound = Files.readAllBytes(file);
      for (int at : List.of(0, sound.length / 2, sound.length - 1)) {
        byte[] spoiled = sound.clone();
        spoiled[at] ^= 1;
        Files.write(file, spoiled);

        if (file.endsWith("manifest.json")) {
          // Whatever it reads as now, it is not the bundle that was meant.
          assertThat(codeOrIdentity()).isNotEqualTo(Bundles.golden().sha256());
        } else {
          Refusals.of(() -> Bundle.read(folder))
              .hasCode(RefusalCode.BUNDLE_HASH)
              .saying(file.getFileName().toString());
        }
      }
      Files.write(file, sound);
    }
    assertThat(Bundle.read(folder).sha256()).isEqualTo(Bundles.golden().sha256());
  }

  @Test
  void refusesAMissingFile() throws Exception {
    Files.delete(folder.resolve("golden/first.png"));

    Refusals.of(() -> Bundle.read(folder))
        .hasCode(RefusalCode.BUNDLE_HASH)
        .saying("golden/first.png", "not there");
  }

  @Test
  void refusesAFileThatTheManifestDoesNotName() throws Exception {
    Files.writeString(folder.resolve("golden/extra.txt"), "x");

    Refusals.of(() -> Bundle.read(folder))
        .hasCode(RefusalCode.BUNDLE_HASH)
        .saying("golden/extra.txt");
  }

  @Test
  void refusesALinkEvenToTheSameBytes() throws Exception {
    Path outside = parent.resolve("model.onnx");
    Files.move(folder.resolve("model.onnx"), outside);
    link(folder.resolve("model.onnx"), outside);

    Refusals.of(() -> Bundle.read(folder)).hasCode(RefusalCode.BUNDLE_PATH).saying("model.onnx");
  }

  @Test
  void refusesALinkedFolderInside() throws Exception {
    Path outside = parent.resolve("elsewhere");
    Files.move(folder.resolve("golden"), outside);
    link(folder.resolve("golden"), outside);

    Refusals.of(() -> Bundle.read(folder)).hasCode(RefusalCode.BUNDLE_PATH).saying("golden");
  }

  @Test
  void followsALinkToTheBundleItself() throws Exception {
    Path alias = parent.resolve("current");
    link(alias, folder);

    assertThat(Bundle.read(alias).sha256()).isEqualTo(Bundles.golden().sha256());
  }

  @Test
  void refusesAPlaceWithoutABundle() throws Exception {
    Refusals.of(() -> Bundle.read(parent.resolve("nothing"))).hasCode(RefusalCode.BUNDLE_PATH);
    Refusals.of(() -> Bundle.read(parent.resolve("bundle/golden")))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("no manifest.json");
  }

  @Test
  void refusesAFileAboveItsLimitBeforeReadingOn() {
    BundleLimits small = new BundleLimits(1 << 20, 1 << 20, 50, 1 << 20, 10);

    Refusals.of(() -> Bundle.read(folder, small))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("model.onnx", "50 bytes");
    Refusals.of(() -> Bundle.read(folder, new BundleLimits(10, 10, 10, 10, 10)))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("manifest.json");
  }

  @Test
  void refusesMoreFilesThanTheLimit() {
    BundleLimits few = new BundleLimits(1 << 20, 1 << 20, 1 << 20, 1 << 20, 3);

    Refusals.of(() -> Bundle.read(folder, few))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("more than 3 files");
  }

  private String codeOrIdentity() {
    try {
      return Bundle.read(folder).sha256();
    } catch (BundleRefusedException e) {
      return e.code().name();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void link(Path link, Path target) throws IOException {
    try {
      Files.createSymbolicLink(link, target);
    } catch (UnsupportedOperationException e) {
      assumeTrue(false, "needs a file system with symbolic links");
    }
  }
}
