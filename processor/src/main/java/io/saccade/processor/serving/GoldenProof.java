package io.saccade.processor.serving;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Golden;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageRefusedException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Runs golden images: records what becomes of them, and holds a version to what was recorded. */
final class GoldenProof {

  /**
   * How far a probability may be from the recorded one. Devices differ in the last bits of fp32,
   * and int8 kernels of different processors by whole quantisation steps.
   */
  private static final float TOLERANCE = 0.02f;

  private final LoadedModel model;
  private final TrialRuns runs;
  private final int lane;

  /** Runs on a lane, in row 0 of the trial's batch. */
  GoldenProof(LoadedModel model, TrialRuns runs, int lane) {
    this.model = model;
    this.runs = runs;
    this.lane = lane;
  }

  /**
   * Reproduces an image.
   *
   * @throws BundleRefusedException {@code MODEL_GOLDEN} if its tensor or its probabilities differ
   */
  void reproduce(Golden golden) throws BundleRefusedException {
    String tensor = preprocess(golden.name(), golden.encoded());
    if (!tensor.equals(golden.tensorSha256())) {
      throw refused(
          golden.name(), "is preprocessed differently here than where the bundle was made");
    }
    float[] actual = run();
    float[] expected = golden.probabilities();
    for (int i = 0; i < expected.length; i++) {
      if (Math.abs(actual[i] - expected[i]) > TOLERANCE) {
        throw refused(
            golden.name(),
            "gives class %d a probability of %.4f on %s, but %.4f where the bundle was made"
                .formatted(i, actual[i], model.device(lane), expected[i]));
      }
    }
  }

  /** What becomes of an image here. */
  Golden record(ModelGate.Sample sample) throws BundleRefusedException {
    String tensor = preprocess(sample.name(), sample.encoded());
    return new Golden(sample.name(), sample.encoded(), tensor, run());
  }

  /**
   * The probabilities of a row that has run.
   *
   * @throws BundleRefusedException {@code MODEL_NOT_FINITE}
   */
  static float[] finite(LoadedModel model, BatchTensors tensors, int row)
      throws BundleRefusedException {
    ModelOutput output = model.bundle().manifest().output();
    float[] scores = new float[output.classes()];
    tensors.output(row, scores);
    boolean described =
        model.bundle().manifest().features().stream()
            .allMatch(of -> isFinite(tensors, row, new float[of.width()]));
    if (!Scores.toProbabilities(output.kind(), scores) || !described) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_NOT_FINITE, "the model's output is not finite");
    }
    if (output.kind() == OutputKind.SOFTMAX) {
      requireProbabilities(output.name(), scores);
    }
    return scores;
  }

  private static boolean isFinite(BatchTensors tensors, int row, float[] features) {
    tensors.features(row, features);
    boolean finite = true;
    for (float feature : features) {
      finite &= Float.isFinite(feature);
    }
    return finite;
  }

  // Scores without a softmax are sorted alike, so nobody would notice but who reads confidences.
  private static void requireProbabilities(String name, float[] scores)
      throws BundleRefusedException {
    for (float score : scores) {
      if (score < -TOLERANCE || score > 1 + TOLERANCE) {
        throw new BundleRefusedException(
            RefusalCode.MODEL_SHAPES,
            "the manifest says that output %s holds probabilities, but it gives %s: declare logits"
                .formatted(name, score));
      }
    }
  }

  private float[] run() throws BundleRefusedException {
    runs.run(lane, 1);
    return finite(model, runs.tensors(), 0);
  }

  /** Writes the image's tensor into row 0; the tensor's hash. */
  private String preprocess(String name, byte[] encoded) throws BundleRefusedException {
    ByteBuffer row = runs.tensors().input(0);
    try (DecodedImage image = model.preprocessor().decode(ByteBuffer.wrap(encoded))) {
      model.preprocessor().write(image, row);
    } catch (ImageRefusedException e) {
      throw refused(name, "cannot be decoded: " + e.getMessage());
    }
    return sha256(row.flip());
  }

  private static BundleRefusedException refused(String name, String what) {
    return new BundleRefusedException(
        RefusalCode.MODEL_GOLDEN, "golden image %s %s".formatted(name, what));
  }

  private static String sha256(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes.duplicate());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
