package io.saccade.processor.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.saccade.model.onnx.OnnxBuilder;
import io.saccade.model.onnx.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Tries GPUs. That a session can be made proves little: ONNX Runtime looks for cuDNN only when the
 * first convolution runs, so one is run.
 */
final class CudaProbe {

  private static final int SIDE = 8;

  private final OrtEnvironment environment;

  CudaProbe(OrtEnvironment environment) {
    this.environment = environment;
  }

  /**
   * Loads the CUDA provider and looks whether there is a GPU of this number.
   *
   * @throws OrtException if not; see {@link CudaTrouble}
   */
  void find(int gpu) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      add(options, gpu, Map.of());
    }
  }

  /**
   * Runs a convolution on a GPU.
   *
   * @throws OrtException if that fails; see {@link CudaTrouble}
   */
  void convolve(int gpu) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      add(options, gpu, Map.of("arena_extend_strategy", "kSameAsRequested"));
      options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
      try (OrtSession session = environment.createSession(convolution(), options);
          OnnxTensor image = OnnxTensor.createTensor(environment, zeros(), shape());
          OrtSession.Result result = session.run(Map.of("image", image))) {
        result.get(0).getInfo();
      }
    }
  }

  /** Makes a session run on a GPU. */
  static void add(OrtSession.SessionOptions session, int gpu, Map<String, String> chosen)
      throws OrtException {
    try (OrtCUDAProviderOptions options = new OrtCUDAProviderOptions(gpu)) {
      for (Map.Entry<String, String> option : chosen.entrySet()) {
        options.add(option.getKey(), option.getValue());
      }
      session.addCUDA(options);
    }
  }

  private static byte[] convolution() {
    OnnxBuilder graph = new OnnxBuilder("probe");
    String image = graph.input("image", shape());
    Weights kernels = Weights.of(new float[9], 1, 1, 3, 3);
    graph.output("out", graph.conv(image, kernels, Weights.of(new float[1], 1), 1), shape());
    return graph.build();
  }

  private static FloatBuffer zeros() {
    return ByteBuffer.allocateDirect(SIDE * SIDE * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static long[] shape() {
    return new long[] {1, 1, SIDE, SIDE};
  }
}
