package io.saccade.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.serving.GpuSettings;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Placement;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class CudaLanesTest {

  private final Bundle bundle = ColorModel.bundle("1");
  private final Placement gpus = new Placement(List.of(0, 1), "for the test");
  private final CudaLanes lanes =
      new CudaLanes(OnnxRuntime.environment(), gpus, GpuSettings.defaults(), new NativeHandles());

  @Test
  void sharesAGpuOutToItsSessions() throws Exception {
    LanePlan plan = gpus.defaultPlan(4);
    assertThat(lanes.sessionMemory(bundle, plan, OptionalLong.of(300L << 20))).hasValue(100L << 20);
    assertThat(lanes.sessionMemory(bundle, plan, OptionalLong.empty())).isEmpty();
  }

  @Test
  void refusesAShareThatDoesNotHoldTheWeights() {
    long tooLittle = 3L * bundle.model().length - 3;
    BundleRefusedException refused =
        catchThrowableOfType(
            BundleRefusedException.class,
            () -> lanes.sessionMemory(bundle, gpus.defaultPlan(4), OptionalLong.of(tooLittle)));
    assertThat(refused.code()).isEqualTo(RefusalCode.MODEL_MEMORY);
    assertThat(refused).hasMessageContaining("gpu.memory is " + tooLittle + " bytes");
  }

  @Test
  void knowsHowTheGraphCallsItsBatch() {
    assertThat(BatchDimension.nameOf(bundle.model())).hasValue("batch");
  }
}
