package io.saccade.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.serving.GpuSettings;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class CudaOptionsTest {

  @Test
  void asksForExactArithmeticAndAnArenaThatGrowsByNeed() {
    assertThat(CudaOptions.of(GpuSettings.defaults(), OptionalLong.empty()))
        .isEqualTo(
            Map.of(
                "arena_extend_strategy", "kSameAsRequested",
                "cudnn_conv_algo_search", "EXHAUSTIVE",
                "cudnn_conv_use_max_workspace", "1",
                "do_copy_in_default_stream", "1",
                "use_tf32", "0"));
  }

  @Test
  void passesOnTheLimitAndTf32() {
    GpuSettings settings = new GpuSettings(OptionalLong.empty(), true);
    assertThat(CudaOptions.of(settings, OptionalLong.of(1L << 30)))
        .containsEntry("gpu_mem_limit", "1073741824")
        .containsEntry("use_tf32", "1");
  }
}
