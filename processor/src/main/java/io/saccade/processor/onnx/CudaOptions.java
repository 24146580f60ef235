package io.saccade.processor.onnx;

import io.saccade.processor.serving.GpuSettings;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What ONNX Runtime's CUDA provider is asked for. */
final class CudaOptions {

  private CudaOptions() {}

  /**
   * The options of one session.
   *
   * <p>The arena grows by what is asked for, not to the next power of two, so that several sessions
   * fit a GPU. The search for convolution algorithms is the thorough one: a session sees one shape,
   * so it searches once, while it is warmed. Copies go to the stream that computes: a lane's next
   * batch waits for its last one anyway. {@code prefer_nhwc} is left off: it pays with Tensor Cores
   * only, that is with fp16 and TF32, and changes float32 results.
   *
   * @param memory the most bytes of the session's arena; empty for no limit
   */
  static Map<String, String> of(GpuSettings settings, OptionalLong memory) {
    Map<String, String> options = new TreeMap<>();
    options.put("arena_extend_strategy", "kSameAsRequested");
    options.put("cudnn_conv_algo_search", "EXHAUSTIVE");
    options.put("cudnn_conv_use_max_workspace", "1");
    options.put("do_copy_in_default_stream", "1");
    options.put("use_tf32", settings.tf32() ? "1" : "0");
    memory.ifPresent(bytes -> options.put("gpu_mem_limit", Long.toString(bytes)));
    return options;
  }
}
