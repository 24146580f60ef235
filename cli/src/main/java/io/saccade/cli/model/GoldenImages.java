package io.saccade.cli.model;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.ModelGate;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Records what a model makes of a few drawn images, so that every device which is to serve it can
 * be seen to make the same of them. They are PNG: every decoder agrees on those to the last bit.
 */
public final class GoldenImages {

  private static final int COUNT = 3;
  private static final long SEED = 20;
  private static final int WIDTH = 320;
  private static final int HEIGHT = 256;
  private static final int LARGEST_NOISE = 512;

  private GoldenImages() {}

  /**
   * The bundle with golden images recorded here; it passes the gate with and without them.
   *
   * @throws BundleRefusedException if the model does not run, or not twice the same
   */
  public static Bundle record(Bundle bundle, LocalModels models) throws BundleRefusedException {
    Bundle recorded = bundle.withGolden(models.gate().golden(bundle, samples()));
    models.gate().admit(recorded, LanePlan.single(), 1).model().close();
    return recorded;
  }

  /** The drawn images. */
  static List<ModelGate.Sample> samples() {
    ShapeImages images = new ShapeImages(SEED, WIDTH, HEIGHT, ImageFormat.PNG);
    List<ModelGate.Sample> samples = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      samples.add(new ModelGate.Sample("shape-" + i, images.draw(i).encoded()));
    }
    return samples;
  }

  /**
   * A square of pixels that have nothing to do with one another.
   *
   * @param side in pixels; a larger one than {@value #LARGEST_NOISE} is drawn no larger than that
   */
  static ModelGate.Sample noise(int side) {
    int drawn = Math.min(side, LARGEST_NOISE);
    BufferedImage image = new BufferedImage(drawn, drawn, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new Random(SEED).ints((long) drawn * drawn).toArray();
    image.setRGB(0, 0, drawn, drawn, pixels, 0, drawn);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Without a stream of its own ImageIO would go through a temporary file.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return new ModelGate.Sample("noise", bytes.toByteArray());
  }
}
