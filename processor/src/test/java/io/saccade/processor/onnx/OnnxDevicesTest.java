package io.saccade.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.serving.Device;
import io.saccade.processor.serving.Placement;
import org.junit.jupiter.api.Test;

final class OnnxDevicesTest {

  private final Bundle bundle = ColorModel.bundle("1");

  private static boolean builtWithCuda() {
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
  }

  private Placement auto() throws BundleRefusedException {
    return OnnxDevices.place(Device.AUTO, bundle);
  }

  @Test
  void takesTheCpuWhereItIsAskedFor() throws Exception {
    assertThat(OnnxDevices.place(Device.CPU, bundle).describe()).isEqualTo("cpu (as device asks)");
  }

  @Test
  void saysHowToBuildWithCuda() throws Exception {
    assumeFalse(builtWithCuda(), "this build has CUDA");
    assertThat(auto().onCpu()).isTrue();
    assertThat(auto().reason()).contains("this build has no CUDA", "-Pcuda");
  }

  @Test
  void neverTakesTheCpuWhereCudaIsAskedFor() throws Exception {
    assumeFalse(!auto().onCpu(), "CUDA works here");
    BundleRefusedException refused =
        catchThrowableOfType(
            BundleRefusedException.class, () -> OnnxDevices.place(Device.CUDA, bundle));
    assertThat(refused.code()).isEqualTo(RefusalCode.MODEL_DEVICE);
    assertThat(refused)
        .hasMessageStartingWith("device is cuda, but ")
        .hasMessageContaining(auto().reason())
        .hasMessageEndingWith("set device to cpu");
  }
}
