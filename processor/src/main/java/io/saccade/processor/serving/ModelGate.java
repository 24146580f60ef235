package io.saccade.processor.serving;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.Golden;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Lets a version in only when it has proved, on the very device, that it does what its bundle says.
 * Hashes, operators and labels were checked when the bundle was read; here the session is built and
 * the golden images are run again.
 */
public final class ModelGate {

  /** Half of the default of {@code record.deadline}: an attempt on a record may take that long. */
  public static final Duration LONGEST_RUN = Duration.ofSeconds(10);

  /** Four by four pixels. */
  private static final String ANY_PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAKUlEQVR42g3HMQEAAAzCMOQgBzk9K33LlyQ2LhKT"
          + "2rpKP7Nzk32wOAQPXQMPgeIZ1NgAAAAASUVORK5CYII=";

  private final ModelLoader loader;
  private final ImageGate imageGate;
  private final DecodeBudget budget;
  private final NativeHandles handles;
  private final Duration longestRun;
  private final WarmUp warmUp;

  /** A gate for versions whose batches may take ten seconds. */
  public ModelGate(
      ModelLoader loader, ImageGate imageGate, DecodeBudget budget, NativeHandles handles) {
    this(loader, imageGate, budget, handles, LONGEST_RUN);
  }

  /**
   * A gate.
   *
   * @param longestRun how long one batch may take, on the device and warm
   */
  public ModelGate(
      ModelLoader loader,
      ImageGate imageGate,
      DecodeBudget budget,
      NativeHandles handles,
      Duration longestRun) {
    this.longestRun = longestRun;
    this.warmUp = new WarmUp(longestRun);
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
    return admit(bundle, plan, batches, Beside.NOTHING);
  }

  /**
   * As {@link #admit(Bundle, LanePlan, int)}.
   *
   * @param beside what goes on beside it
   */
  public Admission admit(Bundle bundle, LanePlan plan, int batches, Beside beside)
      throws BundleRefusedException {
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
      throw new BundleRefusedException(RefusalCode.MODEL_MEMORY, e.getMessage() + "", e);
    }
    boolean admitted = false;
    try {
      steps.add(step("load", "on " + model.where(), started));
      try (TrialRuns runs = new TrialRuns(model, longestRun)) {
        started = System.nanoTime();
        int golden = reproduceGolden(model, runs, beside);
        steps.add(step("golden", golden + " golden images reproduced", started));
        started = System.nanoTime();
        beside.warming();
        decodeOnce(bundle);
        steps.add(step("warm-up", warmUp.run(model, runs, beside), started));
      }
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
    try (LoadedModel model = admit(bundle, LanePlan.single(), 1).model();
        TrialRuns runs = new TrialRuns(model, longestRun)) {
      GoldenProof proof = new GoldenProof(model, runs, 0);
      for (Sample sample : samples) {
        golden.add(proof.record(sample));
      }
    }
    return golden;
  }

  /** Runs the golden images on every lane that has sessions of its own. */
  private static int reproduceGolden(LoadedModel model, TrialRuns runs, Beside beside)
      throws BundleRefusedException {
    List<Golden> images = model.bundle().golden();
    int left = model.ownLanes() * images.size();
    for (int lane = 0; lane < model.ownLanes(); lane++) {
      GoldenProof proof = new GoldenProof(model, runs, lane);
      for (Golden golden : images) {
        beside.giveWay(left--);
        proof.reproduce(golden);
      }
    }
    return images.size();
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

  private static GateReport.Step step(String name, String detail, long startedNanos) {
    return new GateReport.Step(name, detail, Duration.ofNanos(System.nanoTime() - startedNanos));
  }
}
