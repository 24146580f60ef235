package io.saccade.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CpuOnlyOperatorsTest {

  @Test
  void findsQuantisedArithmeticThatCudaLacks() {
    assertThat(
            CpuOnlyOperators.among(
                new TreeMap<>(
                    Map.of("QLinearConv", 52, "com.microsoft:QLinearAdd", 10, "Softmax", 1))))
        .containsExactly("QLinearAdd", "QLinearConv");
  }

  @Test
  void letsFloatArithmeticBetweenQuantisedWeightsPass() {
    assertThat(
            CpuOnlyOperators.among(
                new TreeMap<>(Map.of("Conv", 52, "DequantizeLinear", 104, "QuantizeLinear", 52))))
        .isEmpty();
  }
}
