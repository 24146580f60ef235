package io.saccade.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BundleZipTest {

  @TempDir private Path parent;

  @Test
  void readsWhatWasWritten() throws Exception {
    Path zip = parent.resolve("bundle.zip");
    BundleWriter.write(Bundles.golden(), zip, IfPresent.REFUSE);

    Bundle read = Bundle.read(zip);
    assertThat(read.sha256()).isEqualTo(Bundles.golden().sha256());
    assertThat(read.golden()).hasSize(1);
  }

  @Test
  void readsAZipOfAFolder() throws Exception {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    entries.put("tiny-1/", new byte[0]);
    entries.put("tiny-1/golden/", new byte[0]);
    Bundles.golden().files().forEach((name, bytes) -> entries.put("tiny-1/" + name, bytes));

    assertThat(Bundle.read(Bundles.zip(parent, entries)).sha256())
        .isEqualTo(Bundles.golden().sha256());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.txt",
        "golden/../../evil.txt",
        "/etc/evil.txt",
        "..\\evil.txt",
        "C:/evil.txt",
        "golden/./evil.txt",
        "golden//evil.txt",
        "nul",
        "golden/CON.txt",
        "evil\n.txt",
        "..",
        "../",
        "a/b/c/d/e/f.txt",
      })
  void refusesANameThatLeadsOut(String name) throws Exception {
    SortedMap<String, byte[]> entries = new TreeMap<>(Bundles.golden().files());
    entries.put(name, new byte[1]);
    Path zip = Bundles.zip(parent, entries);

    Refusals.of(() -> Bundle.read(zip))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("not a name for a bundle's file");
  }

  @Test
  void refusesAnEntryThatOccursTwice() throws Exception {
    SortedMap<String, byte[]> entries = new TreeMap<>(Bundles.golden().files());
    entries.put("labels.tx_", "other".getBytes(StandardCharsets.UTF_8));
    Path zip = Bundles.zip(parent, entries);
    byte[] bytes = Files.readAllBytes(zip);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Files.write(
        zip, text.replace("labels.tx_", "labels.txt").getBytes(StandardCharsets.ISO_8859_1));

    Refusals.of(() -> Bundle.read(zip)).hasCode(RefusalCode.MODEL_FORMAT).saying("twice");
  }

  @Test
  void refusesAZipCutAnywhere() throws Exception {
    Path zip = parent.resolve("bundle.zip");
    BundleWriter.write(Bundles.golden(), zip, IfPresent.REFUSE);
    byte[] whole = Files.readAllBytes(zip);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(zip, Arrays.copyOf(whole, length));

      Refusals.of(() -> Bundle.read(zip)).hasCode(RefusalCode.MODEL_FORMAT);
    }
  }

  @Test
  void refusesOrReadsASpoiledZipWithoutAnUncheckedException() throws Exception {
    Path stored = parent.resolve("stored.zip");
    BundleWriter.write(Bundles.golden(), stored, IfPresent.REFUSE);
    for (Path zip : List.of(stored, Bundles.zip(parent, Bundles.golden().files()))) {
      byte[] whole = Files.readAllBytes(zip);
      for (int at = 0; at < whole.length; at += 3) {
        byte[] spoiled = whole.clone();
        spoiled[at] ^= (byte) 0x55;
        Files.write(zip, spoiled);

        Refusals.codeOrNone(() -> Bundle.read(zip));
      }
    }
  }

  @Test
  void stopsInflatingAtTheLimit() throws Exception {
    SortedMap<String, byte[]> entries = new TreeMap<>(Bundles.golden().files());
    entries.put("labels.txt", new byte[20 << 20]);
    Path zip = Bundles.zip(parent, entries);

    Refusals.of(() -> Bundle.read(zip))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("labels.txt", "limit");
  }

  @Test
  void refusesAZipOfVeryManyEntries() throws Exception {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    for (int i = 0; i < 600; i++) {
      entries.put("f" + i, new byte[0]);
    }
    Path zip = Bundles.zip(parent, entries);

    Refusals.of(() -> Bundle.read(zip)).hasCode(RefusalCode.MODEL_FORMAT).saying("600 entries");
  }

  @Test
  void refusesAnotherFileUnderTheNameOfAZip() throws Exception {
    Path page = parent.resolve("bundle.zip");
    Files.writeString(page, "<html>not found</html>");

    Refusals.of(() -> Bundle.read(page)).hasCode(RefusalCode.MODEL_FORMAT).saying("whole zip");
  }

  @Test
  void refusesAZipWithoutAManifest() throws Exception {
    Path zip = Bundles.zip(parent, Map.of("a/model.onnx", new byte[1], "b/x", new byte[1]));

    Refusals.of(() -> Bundle.read(zip)).hasCode(RefusalCode.MODEL_FORMAT).saying("manifest.json");
  }

  @Test
  void refusesATamperedEntry() throws Exception {
    SortedMap<String, byte[]> entries = new TreeMap<>(Bundles.golden().files());
    entries.put("labels.txt", "rad\ngreen\nblue\n".getBytes(StandardCharsets.UTF_8));
    Path zip = Bundles.zip(parent, entries);

    Refusals.of(() -> Bundle.read(zip)).hasCode(RefusalCode.BUNDLE_HASH).saying("labels.txt");
  }
}
