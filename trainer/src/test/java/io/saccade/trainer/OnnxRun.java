package io.saccade.trainer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.saccade.model.onnx.proto.ModelProto;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** Computes graphs with ONNX Runtime, which knows nothing of the trainer. */
public final class OnnxRun {

  private OnnxRun() {}

  /** The values of the model's first output. */
  public static float[] output(ModelProto model, float[] input, long... dims) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      // Enough to fold constants, which other kernels take than values that a node gives.
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
      try (OrtSession session = environment.createSession(model.toByteArray(), options);
          OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), dims);
          OrtSession.Result result =
              session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
        FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] copy = new float[values.remaining()];
        values.get(copy);
        return copy;
      }
    }
  }

  /** Values from -1 to 1 for an input of these dimensions. */
  public static float[] noise(long seed, long... dims) {
    Random random = new Random(seed);
    float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }
}
