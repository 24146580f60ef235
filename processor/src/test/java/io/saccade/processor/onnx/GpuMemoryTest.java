package io.saccade.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GpuMemoryTest {

  @Test
  void takesTheGpuWithLeastMemoryFree() {
    assertThat(GpuMemory.least("81000\n1024\n80100\n")).hasValue(1L << 30);
  }

  @Test
  void makesNothingOfAnAnswerThatIsNoNumber() {
    assertThat(GpuMemory.least("No devices were found\n")).isEmpty();
    assertThat(GpuMemory.least("")).isEmpty();
  }
}
