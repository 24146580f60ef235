package io.saccade.trainer.tune;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.progress.TrainingFailedException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

/** A frozen part of the networks for drawn images, computed with ONNX Runtime. */
final class RuntimeFront implements Front {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  private RuntimeFront(ModelProto model) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      this.session = environment.createSession(model.toByteArray(), options);
    }
  }

  static Front open(ModelProto model) throws TrainingFailedException {
    try {
      return new RuntimeFront(model);
    } catch (OrtException e) {
      throw new TrainingFailedException("the front cannot be opened: " + e.getMessage(), e);
    }
  }

  /** Where nothing may be frozen. */
  @SuppressWarnings("DoNotCallSuggester") // It is there to fail the test that calls it.
  static Front none(ModelProto model) {
    throw new AssertionError("nothing is frozen, but a front was opened");
  }

  /** The first output of a whole network. */
  static float[] run(ModelProto model, float[] input, int rows) throws TrainingFailedException {
    try {
      return OnnxRun.output(model, input, rows, 1, Drawn.SIDE, Drawn.SIDE);
    } catch (OrtException e) {
      throw new TrainingFailedException("the network cannot be run: " + e.getMessage(), e);
    }
  }

  @Override
  public void run(ByteBuffer images, int rows, FloatBuffer out) throws TrainingFailedException {
    String input = session.getInputNames().iterator().next();
    long[] dims = {rows, 1, Drawn.SIDE, Drawn.SIDE};
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                environment, images.duplicate().order(images.order()).asFloatBuffer(), dims);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      out.put(((OnnxTensor) result.get(0)).getFloatBuffer());
    } catch (OrtException e) {
      throw new TrainingFailedException("the front cannot be run: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
