package io.saccade.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferenceFileTest {

  private static final byte[] TABLES = {1, 2, 3};

  private final Blobs blobs = new Blobs(10, 16, 1);

  @ParameterizedTest
  @CsvSource({"2, 4, 50", "10, 64, 500", "1000, 1280, 300"})
  void givesBackAReferenceThatSeesTheSame(int classes, int width, int images) throws Exception {
    Blobs source = new Blobs(classes, width, 1);
    List<Blobs.Seen> known = source.any(images);
    List<Blobs.Seen> seen = source.any(100);
    for (boolean logits : new boolean[] {true, false}) {
      ReferenceProfile profile = Blobs.reference(known, logits, logits).profile();
      byte[] bytes = new ReferenceFile(profile, TABLES).toBytes();

      ReferenceFile read = ReferenceFile.read(bytes);

      assertThat(read.nullTables()).isEqualTo(TABLES);
      assertThat(read.toBytes()).isEqualTo(bytes);
      assertThat(bytes).hasSizeLessThan(250_000);
      assertThat(read.profile().sums()).isEqualTo(profile.sums());
      assertThat(read.profile().series()).isEqualTo(profile.series());
      assertThat(read.profile().binding()).isEqualTo(Blobs.BINDING);
      WindowSums window = Blobs.window(profile, seen);
      assertThat(Blobs.window(read.profile(), seen)).isEqualTo(window);
      assertThat(Estimates.of(read.profile(), window).accuracy())
          .isEqualTo(Estimates.of(profile, window).accuracy());
    }
  }

  @Test
  void isTheSameBytesForTheSameImagesAndSeed() {
    List<Blobs.Seen> known = blobs.any(200);

    byte[] bytes = new ReferenceFile(Blobs.reference(known).profile(), TABLES).toBytes();

    assertThat(new ReferenceFile(Blobs.reference(known).profile(), TABLES).toBytes())
        .isEqualTo(bytes);
  }

  @Test
  void isAContainerThatAvroItselfReads() throws Exception {
    ReferenceProfile profile = Blobs.reference(blobs.any(50)).profile();
    byte[] bytes = new ReferenceFile(profile, TABLES).toBytes();

    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(new SeekableByteArrayInput(bytes), new GenericDatumReader<>())) {
      GenericRecord record = reader.next();
      assertThat(record.get("modelSha256")).hasToString("a".repeat(64));
      assertThat(reader.hasNext()).isFalse();
    }
  }

  /** Whatever is changed, cut off or added: refused with its code, or another sound reference. */
  @Test
  void isReadInOneFormOnly() throws Exception {
    byte[] bytes = new ReferenceFile(Blobs.reference(blobs.any(60)).profile(), TABLES).toBytes();
    Random random = new Random(3);
    int refused = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(ReferenceFile.read(changed).toBytes()).isEqualTo(changed);
      } catch (BundleRefusedException e) {
        assertThat(e.code()).isEqualTo(RefusalCode.MODEL_REFERENCE);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(400);
    for (int i = 0; i < 300; i++) {
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      Refusals.of(() -> ReferenceFile.read(cut)).hasCode(RefusalCode.MODEL_REFERENCE);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    Refusals.of(() -> ReferenceFile.read(longer))
        .hasCode(RefusalCode.MODEL_REFERENCE)
        .saying(
            "The reference in reference.avro cannot be read: it is not in the one form that"
                + " references have. Make it again.");
    Refusals.of(() -> ReferenceFile.read(new byte[0])).hasCode(RefusalCode.MODEL_REFERENCE);
  }

  @Test
  void isMadeOfPartsThatRefuseWhatCannotBe() {
    assertThatThrownBy(() -> new ProfileBinding("A".repeat(64), "b".repeat(64), "c".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("model must be a SHA-256");
    assertThatThrownBy(() -> new Projection(3, new float[5], new float[2]))
        .hasMessage("matrix must be 2 x 3, but has 5 values");
    Projection projection = new Projection(1, new float[1], new float[1]);
    assertThatThrownBy(() -> new FeatureMap(projection, 1, Double.NaN))
        .hasMessage("bandwidth must be positive, but was NaN");
    assertThatThrownBy(() -> new OutputSeries(3, new int[] {0, 2, 1}, true))
        .hasMessage("heaviest must be 3 of 3 classes, ascending");
    assertThatThrownBy(() -> new Layout(1, 5)).hasMessageStartingWith("classes must be 2 to");
    assertThatThrownBy(() -> new Layout(2, 133)).hasMessageStartingWith("outputSeries must be 1");
  }
}
