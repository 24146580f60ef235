package io.saccade.processor.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelLoader;

/**
 * Loads models with ONNX Runtime on the CPU. One session serves all lanes: each lane's call runs on
 * the lane's own thread, so many one-thread lanes take the place of one session with many threads
 * (measured: about twice the throughput).
 */
public final class OnnxRuntime implements ModelLoader {

  private final OrtEnvironment environment;
  private final NativeHandles handles;
  private final int threadsPerLane;

  /** Runs each lane's call on the lane's own thread. */
  public OnnxRuntime(NativeHandles handles) {
    this(handles, 1);
  }

  /**
   * Runs the calls of all lanes on a pool of threads beside their own.
   *
   * @param threadsPerLane how many threads work on one call, the lane's own among them
   */
  public OnnxRuntime(NativeHandles handles, int threadsPerLane) {
    if (threadsPerLane < 1) {
      throw new IllegalArgumentException(
          "threadsPerLane must be at least 1, but was " + threadsPerLane);
    }
    this.threadsPerLane = threadsPerLane;
    this.environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "saccade");
    this.handles = handles;
  }

  @Override
  public Model load(Bundle bundle) throws BundleRefusedException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(threadsPerLane);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // The bytes were checked as ONNX; ONNX Runtime must not find a format of its own in them.
      options.addConfigEntry("session.load_model_format", "ONNX");
      OrtSession session = environment.createSession(bundle.model(), options);
      try {
        int maxBatch = SessionShapes.check(session, bundle.manifest());
        return new OnnxModel(environment, session, bundle.manifest(), maxBatch, handles);
      } catch (BundleRefusedException | OrtException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT, "ONNX Runtime cannot load the model: " + e.getMessage());
    }
  }
}
