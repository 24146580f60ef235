package io.saccade.cli.model;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.ModelGate;

/** Loads models on this machine as the processor does, for commands that need no Kafka. */
public final class LocalModels {

  /** Decoded images alive at a time; one larger image still passes, alone. */
  private static final long DECODE_BYTES = 512L << 20;

  private final NativeHandles handles = new NativeHandles();

  /** What an image may be, here and in the processor unless it is set otherwise. */
  public static ImageLimits limits() {
    return ImageLimits.defaults();
  }

  /**
   * Loads a bundle and puts it through the processor's gate.
   *
   * @param plan how it is to run
   * @param batches how many batches may run at a time
   * @throws BundleRefusedException with the code of the step that failed; nothing is left open
   */
  public ModelGate.Admission admit(Bundle bundle, Device device, LanePlan plan, int batches)
      throws BundleRefusedException {
    device.require();
    return gate().admit(bundle, plan, batches);
  }

  ModelGate gate() {
    return new ModelGate(
        new OnnxRuntime(handles), new ImageGate(limits()), new DecodeBudget(DECODE_BYTES), handles);
  }
}
