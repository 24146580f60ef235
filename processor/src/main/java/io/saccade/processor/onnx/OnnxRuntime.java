package io.saccade.processor.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.serving.GpuSettings;
import io.saccade.processor.serving.HostMemory;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelLoader;
import io.saccade.processor.serving.Placement;
import java.util.List;

/**
 * Loads models with ONNX Runtime, on the CPU or on GPUs.
 *
 * <p>On the CPU one session serves all lanes: with one thread a lane each call runs on the lane's
 * own thread, so many one-thread lanes take the place of one session with many threads (measured:
 * about twice the throughput). With more, the calls of all lanes share a pool of threads beside
 * their own. On a GPU every lane has sessions of its own, see {@link LaneSessions}.
 */
public final class OnnxRuntime implements ModelLoader {

  private final NativeHandles handles;
  private final Placement placement;
  private final GpuSettings gpu;
  private final RowMemory memory = new RowMemory();

  /** Loads models on the CPU. */
  public OnnxRuntime(NativeHandles handles) {
    this(handles, Placement.cpu("nothing else was asked for"), GpuSettings.defaults());
  }

  /**
   * Loads models where {@link OnnxDevices} found that they can run.
   *
   * @param gpu how GPUs are used, where the placement has any
   */
  public OnnxRuntime(NativeHandles handles, Placement placement, GpuSettings gpu) {
    this.handles = handles;
    this.placement = placement;
    this.gpu = gpu;
  }

  /** What runs the models, with its version. */
  public String version() {
    return "ONNX Runtime " + environment().getVersion();
  }

  @Override
  public Model load(Bundle bundle, LanePlan plan) throws BundleRefusedException {
    LanePlan accepted = accepted(bundle, plan);
    new VersionNeeds(environment(), HostMemory.here()).require(bundle, accepted, placement.onCpu());
    OnnxModel.Loaded loaded =
        placement.onCpu()
            ? cpu(bundle, accepted)
            : new CudaLanes(environment(), placement, gpu, handles).load(bundle, accepted);
    return new OnnxModel(bundle.manifest(), accepted, loaded, handles, memory);
  }

  /** A plan as far as the model takes it: with batches of one where it takes no others. */
  public static LanePlan accepted(Bundle bundle, LanePlan plan) {
    return plan.withBuckets(plan.buckets().upTo(most(bundle)));
  }

  /**
   * The one environment of the process. What ONNX Runtime would log as an error comes as an
   * exception as well, and is told from there once, in our words.
   */
  static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "saccade");
  }

  /** What every session is told. */
  static OrtSession.SessionOptions options(int threads) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    // The bytes were checked as ONNX; ONNX Runtime must not find a format of its own in them.
    options.addConfigEntry("session.load_model_format", "ONNX");
    return options;
  }

  static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("a session could not be closed", e);
    }
  }

  private OnnxModel.Loaded cpu(Bundle bundle, LanePlan plan) throws BundleRefusedException {
    try (OrtSession.SessionOptions options = options(plan.threads())) {
      OrtSession session = environment().createSession(bundle.model(), options);
      boolean sound = false;
      try {
        SessionShapes.check(session, bundle.manifest(), 1);
        sound = true;
      } finally {
        if (!sound) {
          close(session);
        }
      }
      return new OnnxModel.Loaded(
          List.of(LaneSessions.cpu(session, handles)), placement.describe());
    } catch (OrtException e) {
      throw OrtFailure.ofLoad(e, "cpu");
    }
  }

  /** The most images that the graph accepts at once. */
  private static int most(Bundle bundle) {
    List<Long> shape = bundle.graph().inputs().get(0).dims();
    return !shape.isEmpty() && shape.get(0) == 1 ? 1 : Integer.MAX_VALUE;
  }
}
