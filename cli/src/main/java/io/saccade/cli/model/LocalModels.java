package io.saccade.cli.model;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.processor.onnx.OnnxDevices;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.Device;
import io.saccade.processor.serving.GateReport;
import io.saccade.processor.serving.GpuSettings;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.ModelGate;
import io.saccade.processor.serving.ModelLoader;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.trial.Trial;
import io.saccade.processor.trial.TrialSettings;
import io.saccade.processor.trial.TrialSite;
import java.time.Duration;

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
   * Finds the device that was asked for.
   *
   * @throws BundleRefusedException {@code MODEL_DEVICE} if it is not there
   */
  public Placement place(Device device, Bundle bundle) throws BundleRefusedException {
    return OnnxDevices.place(device, bundle);
  }

  /**
   * Loads a bundle and puts it through the processor's gate.
   *
   * @param plan how it is to run
   * @param batches how many batches may run at a time
   * @throws BundleRefusedException with the code of the step that failed; nothing is left open
   */
  public ModelGate.Admission admit(Bundle bundle, Placement placement, LanePlan plan, int batches)
      throws BundleRefusedException {
    return gate(new OnnxRuntime(handles, placement, GpuSettings.defaults()))
        .admit(bundle, plan, batches);
  }

  /**
   * Tries a bundle in a process of its own, as the processor does with what is released: what a
   * model does to a process, it does to that one.
   *
   * @param plan how it is to run
   * @throws BundleRefusedException if it is refused there, or has ended its process
   */
  GateReport.Step tryOut(Bundle bundle, Placement placement, LanePlan plan)
      throws BundleRefusedException, InterruptedException {
    long started = System.nanoTime();
    new Trial(
            TrialSettings.defaults(),
            new TrialSite(placement, GpuSettings.defaults(), ModelGate.LONGEST_RUN, limits()))
        .require(bundle, OnnxRuntime.accepted(bundle, plan));
    return new GateReport.Step(
        "trial", "ran in a process of its own", Duration.ofNanos(System.nanoTime() - started));
  }

  /** A gate on the CPU. */
  ModelGate gate() {
    return gate(new OnnxRuntime(handles));
  }

  private ModelGate gate(ModelLoader loader) {
    return new ModelGate(loader, new ImageGate(limits()), new DecodeBudget(DECODE_BYTES), handles);
  }
}
