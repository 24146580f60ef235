package io.saccade.cli.model;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelFailedException;
import io.saccade.processor.serving.ModelGate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far the raw outputs of a rewritten model are from the original's, each fed by its own
 * preprocessing.
 *
 * @param images how many both ran on
 * @param largest the largest difference of an output, as a share of the original where that is
 *     above 1; not a number where only one of them was
 * @param bitEqual whether there was none in any bit
 */
record OutputDifference(int images, double largest, boolean bitEqual) {

  /** Beyond it, a rewritten model is another model. */
  static final double TOLERANCE = 1e-6;

  /** Runs both on the drawn images, and on noise, so that next to every pixel value occurs. */
  static OutputDifference between(Bundle original, Bundle rewritten, LocalModels models)
      throws BundleRefusedException {
    List<ModelGate.Sample> samples = new ArrayList<>(GoldenImages.samples());
    samples.add(GoldenImages.noise(original.manifest().input().preprocessing().resizeShorterTo()));
    boolean bitEqual = true;
    double largest = 0;
    try (LoadedModel first = models.gate().admit(original, LanePlan.single(), 1).model();
        LoadedModel second = models.gate().admit(rewritten, LanePlan.single(), 1).model()) {
      for (ModelGate.Sample sample : samples) {
        float[] expected = outputs(first, sample);
        float[] actual = outputs(second, sample);
        for (int i = 0; i < expected.length; i++) {
          if (Float.floatToRawIntBits(expected[i]) != Float.floatToRawIntBits(actual[i])) {
            bitEqual = false;
            largest = Math.max(largest, distance(expected[i], actual[i]));
          }
        }
      }
    }
    return new OutputDifference(samples.size(), largest, bitEqual);
  }

  /** {@code MODEL_GOLDEN} where the outputs differ by more than {@link #TOLERANCE}. */
  OutputDifference requireNegligible() throws BundleRefusedException {
    if (largest <= TOLERANCE) {
      return this;
    }
    throw new BundleRefusedException(
        RefusalCode.MODEL_GOLDEN,
        String.format(
            Locale.ROOT,
            "With its preprocessing embedded the model's outputs differ by up to %.2g, and the"
                + " limit is %.0g; package it without --embed-preprocessing.",
            largest,
            TOLERANCE));
  }

  /** For people. */
  String describe() {
    return bitEqual
        ? "the same bits as without, on %d images (largest difference 0)".formatted(images)
        : String.format(Locale.ROOT, "within %.2g of those without, on %d images", largest, images);
  }

  private static double distance(double expected, double actual) {
    return Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  }

  private static float[] outputs(LoadedModel model, ModelGate.Sample sample)
      throws BundleRefusedException {
    BatchTensors tensors = model.borrow();
    if (tensors == null) {
      throw new IllegalStateException("a version that was just loaded has its batch free");
    }
    try (DecodedImage image = model.preprocessor().decode(ByteBuffer.wrap(sample.encoded()))) {
      model.preprocessor().write(image, tensors.input(0));
      tensors.run(0, 0, 1);
      float[] outputs = new float[model.bundle().manifest().output().classes()];
      tensors.output(0, outputs);
      return outputs;
    } catch (ImageRefusedException e) {
      throw new IllegalStateException("images drawn here are sound", e);
    } catch (ModelFailedException e) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT, "The model failed on a drawn image: " + e.getMessage(), e);
    } finally {
      model.giveBack(tensors);
    }
  }
}
