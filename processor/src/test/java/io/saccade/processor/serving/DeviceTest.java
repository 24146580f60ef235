package io.saccade.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceTest {

  @ParameterizedTest
  @ValueSource(strings = {"auto", "cpu", "cuda", "cuda:0", "cuda:12"})
  void readsWhatItWrites(String text) {
    assertThat(Device.parse(text)).map(Device::toString).hasValue(text);
  }

  @Test
  void readsCapitalsToo() {
    assertThat(Device.parse("CUDA:1")).hasValue(new Device(Device.Kind.CUDA, OptionalInt.of(1)));
    assertThat(Device.parse("Auto")).hasValue(Device.AUTO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:x", "cuda:1000", "cpu:0", "cuda 0"})
  void readsNothingElse(String text) {
    assertThat(Device.parse(text)).isEmpty();
  }

  @Test
  void namesAGpuWithCudaOnly() {
    assertThatThrownBy(() -> new Device(Device.Kind.CPU, OptionalInt.of(0)))
        .hasMessageContaining("with cuda");
  }
}
