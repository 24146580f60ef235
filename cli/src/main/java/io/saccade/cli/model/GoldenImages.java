package io.saccade.cli.model;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.ModelGate;
import java.util.ArrayList;
import java.util.List;

/**
 * Records what a model makes of a few drawn images, so that every device which is to serve it can
 * be seen to make the same of them. They are PNG: every decoder agrees on those to the last bit.
 */
public final class GoldenImages {

  private static final int COUNT = 3;
  private static final long SEED = 20;
  private static final int WIDTH = 320;
  private static final int HEIGHT = 256;

  private GoldenImages() {}

  /**
   * The bundle with golden images recorded here; it passes the gate with and without them.
   *
   * @throws BundleRefusedException if the model does not run, or not twice the same
   */
  public static Bundle record(Bundle bundle, LocalModels models) throws BundleRefusedException {
    ShapeImages images = new ShapeImages(SEED, WIDTH, HEIGHT, ImageFormat.PNG);
    List<ModelGate.Sample> samples = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      samples.add(new ModelGate.Sample("shape-" + i, images.draw(i).encoded()));
    }
    Bundle recorded = bundle.withGolden(models.gate().golden(bundle, samples));
    models.gate().admit(recorded, LanePlan.single(), 1).model().close();
    return recorded;
  }
}
