package io.saccade.cli.reference;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.Splits;
import io.saccade.model.drift.ProfileBuilder;
import io.saccade.model.image.ImageProperties;
import io.saccade.model.shapes.ColorModel;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Random;

/** The demo's bundle with a reference of made-up answers, right in nine of ten images. */
final class DrawnReference {

  private static final int DRAWS = 1_000;
  private static final int SIDE = 64;

  private DrawnReference() {}

  /** Writes the bundle; its reference has four fifths of the images. */
  static Path write(Path target, int images, boolean labelled) throws Exception {
    Bundle bundle = ColorModel.bundle("1");
    int classes = bundle.labels().size();
    Random random = new Random(5);
    ProfileBuilder builder = new ProfileBuilder(bundle.binding(), 5);
    for (int i = 0; i < images; i++) {
      int truth = random.nextInt(classes);
      int called = random.nextInt(10) > 0 ? truth : (truth + 1) % classes;
      builder.add(
          sureOf(called, classes, 0.5f + random.nextFloat() * 0.49f),
          null,
          null,
          properties(random),
          labelled ? OptionalInt.of(truth) : OptionalInt.empty());
    }
    ProfileBuilder.Built built = builder.build();
    CalibratedReference reference =
        new CalibratedReference(
            built.profile(),
            new Calibration(DRAWS, 5, 2).run(Splits.of(built.rows()), (done, all) -> {}));
    BundleWriter.write(bundle.withReference(reference), target, IfPresent.REFUSE);
    return target;
  }

  private static float[] sureOf(int called, int classes, float sure) {
    float[] values = new float[classes];
    for (int c = 0; c < classes; c++) {
      values[c] = c == called ? sure : (1 - sure) / (classes - 1);
    }
    return values;
  }

  private static ImageProperties properties(Random random) {
    return new ImageProperties(
        random.nextFloat(),
        random.nextFloat() / 2,
        random.nextFloat(),
        random.nextFloat(),
        random.nextFloat(),
        random.nextFloat(),
        1,
        SIDE * SIDE,
        5_000 + random.nextInt(10_000));
  }
}
