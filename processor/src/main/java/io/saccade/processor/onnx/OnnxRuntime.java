package io.saccade.processor.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelLoader;

/**
 * Loads models with ONNX Runtime on the CPU. One session serves all lanes: with one thread a lane
 * each call runs on the lane's own thread, so many one-thread lanes take the place of one session
 * with many threads (measured: about twice the throughput). With more, the calls of all lanes share
 * a pool of threads beside their own.
 */
public final class OnnxRuntime implements ModelLoader {

  private final OrtEnvironment environment;
  private final NativeHandles handles;

  public OnnxRuntime(NativeHandles handles) {
    this.environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "saccade");
    this.handles = handles;
  }

  @Override
  public Model load(Bundle bundle, LanePlan plan) throws BundleRefusedException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(plan.threads());
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // The bytes were checked as ONNX; ONNX Runtime must not find a format of its own in them.
      options.addConfigEntry("session.load_model_format", "ONNX");
      OrtSession session = environment.createSession(bundle.model(), options);
      try {
        int most = SessionShapes.check(session, bundle.manifest());
        LanePlan accepted = plan.withBuckets(plan.buckets().upTo(most));
        return new OnnxModel(environment, session, bundle.manifest(), accepted, handles);
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
