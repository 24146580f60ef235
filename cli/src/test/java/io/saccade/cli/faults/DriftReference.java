package io.saccade.cli.faults;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.Splits;
import io.saccade.model.drift.ProfileBuilder;
import io.saccade.model.image.ImageProperties;
import io.saccade.model.shapes.ColorModel;
import java.util.OptionalInt;
import java.util.Random;

/** The demo's model with a reference; what is in that does not matter here, only that it is one. */
public final class DriftReference {

  private static final int IMAGES = 2_000;
  private static final int DRAWS = 200;

  private DriftReference() {}

  /** The demo's model, version 1, with the reference of some made-up images. */
  public static Bundle bundle() throws Exception {
    Bundle bundle = ColorModel.bundle("1");
    Random random = new Random(5);
    ProfileBuilder builder = new ProfileBuilder(bundle.binding(), 5);
    for (int i = 0; i < IMAGES; i++) {
      int classes = bundle.labels().size();
      builder.add(
          probabilities(random, classes),
          null,
          null,
          properties(random),
          OptionalInt.of(random.nextInt(classes)));
    }
    ProfileBuilder.Built built = builder.build();
    return bundle.withReference(
        new CalibratedReference(
            built.profile(),
            new Calibration(DRAWS, 5, 1).run(Splits.of(built.rows()), (done, all) -> {})));
  }

  private static float[] probabilities(Random random, int classes) {
    float[] values = new float[classes];
    float sum = 0;
    for (int c = 0; c < classes; c++) {
      values[c] = random.nextFloat() + (c == 0 ? 0.01f : 0);
      sum += values[c];
    }
    for (int c = 0; c < classes; c++) {
      values[c] /= sum;
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
        9_216,
        random.nextInt(10_000));
  }
}
