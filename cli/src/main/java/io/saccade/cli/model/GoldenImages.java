package io.saccade.cli.model;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.Golden;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelFailedException;
import io.saccade.processor.serving.ModelGate;
import io.saccade.processor.serving.Scores;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Records what a model makes of a few drawn images, so that every device which is to serve it can
 * be seen to make the same of them. They are PNG: every decoder agrees on those to the last bit.
 */
final class GoldenImages {

  private static final int COUNT = 3;
  private static final long SEED = 20;
  private static final int WIDTH = 320;
  private static final int HEIGHT = 256;

  private GoldenImages() {}

  /**
   * The bundle with golden images recorded here, having passed the gate without and with them.
   *
   * @throws BundleRefusedException if the model does not run, or not twice the same
   */
  static Bundle record(Bundle bundle, LocalModels models) throws BundleRefusedException {
    List<Golden> golden = new ArrayList<>();
    try (LoadedModel model = models.admit(bundle, Device.CPU, 1, 1).model()) {
      ShapeImages images = new ShapeImages(SEED, WIDTH, HEIGHT, ImageFormat.PNG);
      for (int i = 0; i < COUNT; i++) {
        golden.add(record("shape-" + i, images.draw(i).encoded(), model));
      }
    }
    Bundle recorded = bundle.withGolden(golden);
    ModelGate.Admission proof = models.admit(recorded, Device.CPU, 1, 1);
    proof.model().close();
    return recorded;
  }

  private static Golden record(String name, byte[] encoded, LoadedModel model)
      throws BundleRefusedException {
    BatchTensors tensors = model.borrow();
    if (tensors == null) {
      throw new IllegalStateException("the only batch of " + model.version() + " is in use");
    }
    try (DecodedImage image = model.preprocessor().decode(ByteBuffer.wrap(encoded))) {
      ByteBuffer row = tensors.input(0);
      model.preprocessor().write(image, row);
      String hash = sha256(row.flip());
      tensors.run(0, 1);
      float[] scores = new float[model.bundle().manifest().output().classes()];
      tensors.output(0, scores);
      if (!Scores.toProbabilities(model.bundle().manifest().output().kind(), scores)) {
        throw new BundleRefusedException(
            RefusalCode.MODEL_NOT_FINITE, "the model's output for a drawn image is not finite");
      }
      return new Golden(name, encoded, hash, scores);
    } catch (ImageRefusedException e) {
      throw new IllegalStateException("a drawn image is refused: " + e.getMessage(), e);
    } catch (ModelFailedException e) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT, "the model does not run: " + e.getMessage(), e);
    } finally {
      model.giveBack(tensors);
    }
  }

  private static String sha256(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
