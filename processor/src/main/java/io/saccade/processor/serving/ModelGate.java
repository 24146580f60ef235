package io.saccade.processor.serving;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.Golden;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Lets a version in only when it has proved, on the very device, that it does what its bundle says.
 * Hashes, operators and labels were checked when the bundle was read; here the session is built and
 * the golden images are run again.
 */
public final class ModelGate {

  /**
   * How far a probability may be from the recorded one. Devices differ in the last bits of fp32,
   * and int8 kernels of different processors by whole quantisation steps.
   */
  static final float TOLERANCE = 0.02f;

  /** Four by four pixels. */
  private static final String ANY_PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAKUlEQVR42g3HMQEAAAzCMOQgBzk9K33LlyQ2LhKT"
          + "2rpKP7Nzk32wOAQPXQMPgeIZ1NgAAAAASUVORK5CYII=";

  private final ModelLoader loader;
  private final ImageGate imageGate;
  private final DecodeBudget budget;
  private final NativeHandles handles;

  public ModelGate(
      ModelLoader loader, ImageGate imageGate, DecodeBudget budget, NativeHandles handles) {
    this.loader = loader;
    this.imageGate = imageGate;
    this.budget = budget;
    this.handles = handles;
  }

  /** A version that was let in, and what it proved. The caller closes the model. */
  public record Admission(LoadedModel model, GateReport report) {}

  /**
   * Loads a bundle and puts it to the proof.
   *
   * @param plan how it is to run
   * @param batches how many batches may be in use at once
   * @throws BundleRefusedException with the code of the step that failed; nothing is left open
   */
  public Admission admit(Bundle bundle, LanePlan plan, int batches) throws BundleRefusedException {
    List<GateReport.Step> steps = new ArrayList<>();
    long started = System.nanoTime();
    Preprocessor preprocessor =
        new Preprocessor(bundle.manifest().input().preprocessing(), imageGate, budget, handles);
    Model session = loader.load(bundle, plan);
    LoadedModel model;
    try {
      model = new LoadedModel(bundle, session, preprocessor, batches);
    } catch (ModelFailedException e) {
      session.close();
      throw new BundleRefusedException(RefusalCode.MODEL_MEMORY, e.getMessage() + "");
    }
    boolean admitted = false;
    try {
      steps.add(step("load", "on " + model.device(), started));
      started = System.nanoTime();
      int golden = reproduceGolden(model);
      steps.add(step("golden", golden + " golden images reproduced", started));
      started = System.nanoTime();
      decodeOnce(bundle);
      int sizes = warmUp(model);
      steps.add(step("warm-up", "batches of up to %d, finite".formatted(sizes), started));
      admitted = true;
      return new Admission(model, new GateReport(steps));
    } finally {
      if (!admitted) {
        model.close();
      }
    }
  }

  /**
   * An image whose outcome is to be recorded.
   *
   * @param name what to call it: letters, digits, '_' and '-'
   * @param encoded the image as a producer would send it
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  public record Sample(String name, byte[] encoded) {}

  /**
   * Records the outcomes of images on this device, to be golden images of the bundle.
   *
   * @throws BundleRefusedException if the bundle does not pass the gate, or an image not the
   *     decoder
   */
  public List<Golden> golden(Bundle bundle, List<Sample> samples) throws BundleRefusedException {
    List<Golden> golden = new ArrayList<>();
    try (LoadedModel model = admit(bundle, LanePlan.single(), 1).model()) {
      BatchTensors tensors = borrow(model);
      for (Sample sample : samples) {
        ByteBuffer row = tensors.input(0);
        preprocess(model, sample.name(), sample.encoded(), row);
        golden.add(new Golden(sample.name(), sample.encoded(), sha256(row), run(model, tensors)));
      }
      model.giveBack(tensors);
    }
    return golden;
  }

  private static int reproduceGolden(LoadedModel model) throws BundleRefusedException {
    BatchTensors tensors = borrow(model);
    try {
      for (Golden golden : model.bundle().golden()) {
        reproduce(model, tensors, golden);
      }
      return model.bundle().golden().size();
    } finally {
      model.giveBack(tensors);
    }
  }

  private static void reproduce(LoadedModel model, BatchTensors tensors, Golden golden)
      throws BundleRefusedException {
    ByteBuffer row = tensors.input(0);
    preprocess(model, golden.name(), golden.encoded(), row);
    if (!sha256(row).equals(golden.tensorSha256())) {
      throw refused(
          golden.name(), "is preprocessed differently here than where the bundle was made");
    }
    float[] actual = run(model, tensors);
    float[] expected = golden.probabilities();
    for (int i = 0; i < expected.length; i++) {
      if (Math.abs(actual[i] - expected[i]) > TOLERANCE) {
        throw refused(
            golden.name(),
            "gives class %d a probability of %.4f here, but %.4f where the bundle was made"
                .formatted(i, actual[i], expected[i]));
      }
    }
  }

  /**
   * Decodes one image, whatever formats are accepted of others. The first image of a process loads
   * the native decoder: on a busy machine that takes longer than the deadline of an event, which a
   * bundle without golden images would otherwise charge to the first event.
   */
  private void decodeOnce(Bundle bundle) {
    Preprocessor preprocessor =
        new Preprocessor(
            bundle.manifest().input().preprocessing(),
            new ImageGate(ImageLimits.defaults()),
            budget,
            handles);
    try (DecodedImage image =
        preprocessor.decode(ByteBuffer.wrap(Base64.getDecoder().decode(ANY_PNG)))) {
      preprocessor.write(
          image,
          ByteBuffer.allocateDirect(preprocessor.preprocessing().tensorBytes())
              .order(ByteOrder.nativeOrder()));
    } catch (ImageRefusedException e) {
      throw new IllegalStateException("our own image is sound", e);
    }
  }

  /**
   * Runs a batch of each bucket, on whatever the tensors hold, so that no record pays for the first
   * time. The outputs must be finite.
   */
  private static int warmUp(LoadedModel model) throws BundleRefusedException {
    BatchTensors tensors = borrow(model);
    try {
      for (int size : model.buckets().sizes()) {
        tensors.run(0, 0, size);
      }
      for (int row = 0; row < tensors.capacity(); row++) {
        finite(model, tensors, row);
      }
      return tensors.capacity();
    } catch (ModelFailedException e) {
      throw new BundleRefusedException(RefusalCode.MODEL_FORMAT, e.getMessage() + "");
    } finally {
      model.giveBack(tensors);
    }
  }

  private static float[] run(LoadedModel model, BatchTensors tensors)
      throws BundleRefusedException {
    try {
      tensors.run(0, 0, 1);
    } catch (ModelFailedException e) {
      throw new BundleRefusedException(RefusalCode.MODEL_FORMAT, e.getMessage() + "");
    }
    return finite(model, tensors, 0);
  }

  /** The probabilities of a row that has run. */
  private static float[] finite(LoadedModel model, BatchTensors tensors, int row)
      throws BundleRefusedException {
    ModelOutput output = model.bundle().manifest().output();
    float[] scores = new float[output.classes()];
    tensors.output(row, scores);
    if (!Scores.toProbabilities(output.kind(), scores)) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_NOT_FINITE, "the model's output is not finite");
    }
    return scores;
  }

  private static BatchTensors borrow(LoadedModel model) {
    BatchTensors tensors = model.borrow();
    if (tensors == null) {
      throw new IllegalStateException("a version that was just loaded has all its batches free");
    }
    return tensors;
  }

  private static GateReport.Step step(String name, String detail, long startedNanos) {
    return new GateReport.Step(name, detail, Duration.ofNanos(System.nanoTime() - startedNanos));
  }

  /** Writes the image's tensor into the row and rewinds it. */
  private static void preprocess(LoadedModel model, String name, byte[] encoded, ByteBuffer row)
      throws BundleRefusedException {
    try (DecodedImage image = model.preprocessor().decode(ByteBuffer.wrap(encoded))) {
      model.preprocessor().write(image, row);
    } catch (ImageRefusedException e) {
      throw refused(name, "cannot be decoded: " + e.getMessage());
    }
    row.flip();
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
