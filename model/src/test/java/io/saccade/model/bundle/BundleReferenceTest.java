package io.saccade.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.NullTables;
import io.saccade.model.calibration.Splits;
import io.saccade.model.drift.ProfileBinding;
import io.saccade.model.drift.ProfileBuilder;
import io.saccade.model.drift.ReferenceFile;
import io.saccade.model.image.ImageProperties;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleReferenceTest {

  @Test
  void comesWithTheBundle(@TempDir Path folder) throws Exception {
    Bundle plain = Bundles.golden();
    CalibratedReference made = reference(plain.binding(), 3, 750);

    Bundle watched = plain.withReference(made);

    BundleWriter.write(watched, folder.resolve("watched"), IfPresent.REFUSE);
    Bundle read = Bundle.read(folder.resolve("watched"));
    assertThat(read.reference().orElseThrow().toBytes()).isEqualTo(made.toBytes());
    assertThat(read.sha256()).isEqualTo(watched.sha256()).isNotEqualTo(plain.sha256());
    assertThat(read.golden()).hasSize(1);
    assertThat(plain.reference()).isEmpty();
    // Golden images change the manifest, but nothing that the reference was measured with.
    assertThat(read.binding()).isEqualTo(Bundles.plain().binding());
    assertThat(watched.withEmbeddedNormalisation().reference()).isEmpty();
  }

  @Test
  void isRefusedWhereItWasMeasuredWithSomethingElse() throws Exception {
    Bundle plain = Bundles.plain();
    ProfileBinding own = plain.binding();
    String other = "0".repeat(64);
    Map<String, ProfileBinding> others =
        Map.of(
            "model", new ProfileBinding(other, own.labels(), own.preprocessing()),
            "labels", new ProfileBinding(own.model(), other, own.preprocessing()),
            "preprocessing", new ProfileBinding(own.model(), own.labels(), other));

    for (Map.Entry<String, ProfileBinding> one : others.entrySet()) {
      CalibratedReference made = reference(one.getValue(), 3, 750);
      Refusals.of(() -> plain.withReference(made))
          .hasCode(RefusalCode.MODEL_REFERENCE)
          .saying("measured with another " + one.getKey(), other, "make it again");
    }
  }

  @Test
  void isRefusedWhereTheOutputsAreOthers() throws Exception {
    Bundle plain = Bundles.plain();
    CalibratedReference made = reference(plain.binding(), 4, 750);

    Refusals.of(() -> plain.withReference(made))
        .hasCode(RefusalCode.MODEL_REFERENCE)
        .saying("other outputs than the manifest declares");
  }

  @Test
  void holdsForTheFeaturesThatItWasMeasuredWith() throws Exception {
    Bundle featured = Bundles.featured();
    Bundle plain = Bundles.plain();
    int width = Bundles.FEATURES;

    CalibratedReference own = reference(featured.binding(), 3, 750, width);
    assertThat(featured.withReference(own).reference().orElseThrow().profile().featureWidth())
        .hasValue(width);
    // One that was made before the model exported any is still a reference, of its logits.
    CalibratedReference none = reference(featured.binding(), 3, 750);
    assertThat(featured.withReference(none).reference().orElseThrow().profile().featureWidth())
        .isEmpty();

    CalibratedReference wider = reference(featured.binding(), 3, 750, width + 1);
    Refusals.of(() -> featured.withReference(wider)).hasCode(RefusalCode.MODEL_REFERENCE);
    CalibratedReference unknown = reference(plain.binding(), 3, 750, width);
    Refusals.of(() -> plain.withReference(unknown))
        .hasCode(RefusalCode.MODEL_REFERENCE)
        .saying("other outputs than the manifest declares");
  }

  @Test
  void isRefusedWithTheNullTablesOfAnother() throws Exception {
    Bundle plain = Bundles.plain();
    CalibratedReference made = reference(plain.binding(), 3, 750);
    CalibratedReference larger = reference(plain.binding(), 3, 1000);

    assertThatThrownBy(() -> new CalibratedReference(made.profile(), larger.nulls()))
        .hasMessage("the tables must be of 600 images, but are of 800");
    byte[] mixed = new ReferenceFile(made.profile(), larger.nulls().toBytes()).toBytes();
    Refusals.of(() -> CalibratedReference.read(mixed, plain.binding()))
        .hasCode(RefusalCode.MODEL_REFERENCE)
        .saying("are not those of the reference");
    byte[] without = new ReferenceFile(made.profile(), new byte[0]).toBytes();
    Refusals.of(() -> CalibratedReference.read(without, plain.binding()))
        .hasCode(RefusalCode.MODEL_REFERENCE);
  }

  @Test
  void isNoFileToBeCarriedUnread() throws Exception {
    Bundle plain = Bundles.plain();

    Refusals.of(() -> plain.withFiles(Map.of("reference.avro", new byte[9])))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("makes reference.avro");
  }

  private static CalibratedReference reference(ProfileBinding binding, int classes, int images)
      throws Exception {
    return reference(binding, classes, images, 0);
  }

  private static CalibratedReference reference(
      ProfileBinding binding, int classes, int images, int width) throws Exception {
    Random random = new Random(1);
    ProfileBuilder builder = new ProfileBuilder(binding, 1);
    for (int i = 0; i < images; i++) {
      float[] logits = new float[classes];
      float[] probabilities = new float[classes];
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        logits[c] = (float) random.nextGaussian();
        sum += Math.exp(logits[c]);
      }
      for (int c = 0; c < classes; c++) {
        probabilities[c] = (float) (Math.exp(logits[c]) / sum);
      }
      float any = random.nextFloat();
      ImageProperties image = new ImageProperties(any, any / 2, any, 0.4f, 0.3f, 0.3f, 1, 64, 99);
      float[] features = new float[width];
      for (int f = 0; f < width; f++) {
        features[f] = (float) random.nextGaussian();
      }
      builder.add(
          probabilities, logits, width == 0 ? null : features, image, OptionalInt.of(i % classes));
    }
    ProfileBuilder.Built built = builder.build();
    NullTables nulls = new Calibration(200, 1, 1).run(Splits.of(built.rows()), (drawn, all) -> {});
    return new CalibratedReference(built.profile(), nulls);
  }
}
