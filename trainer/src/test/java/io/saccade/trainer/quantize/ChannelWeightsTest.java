package io.saccade.trainer.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saccade.trainer.graph.HostTensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChannelWeightsTest {

  @Test
  void givesEachChannelStepsOfItsOwn() {
    Layer layer = layer(0, new long[] {2, 2}, 1.27f, -0.5f, 0.00127f, 0.001f);

    ChannelWeights integers = ChannelWeights.of(layer, 1, 8);

    assertThat(integers.weights()).containsExactly(127, -50, 127, 100);
    assertThat(integers.steps()[0]).isCloseTo(0.01f, within(1e-7f));
    assertThat(integers.steps()[1]).isCloseTo(1e-5f, within(1e-10f));
  }

  @Test
  void findsChannelsAlongTheSecondAxisOfAProduct() {
    Layer layer = layer(1, new long[] {2, 2}, 1.27f, 0.00127f, -0.5f, 0.001f);

    assertThat(ChannelWeights.of(layer, 1, 8).weights()).containsExactly(127, 127, -50, 100);
    assertThat(ChannelWeights.of(layer, 1, 7).weights()).containsExactly(63, 63, -25, 50);
  }

  @Test
  void leavesRoomForTheBiasOfAChannelWithoutWeight() {
    HostTensor bias = HostTensor.floats(new long[] {2}, new float[] {5, -0.25f});
    Layer dead =
        new Layer(
            HostTensor.floats(new long[] {2, 1}, new float[] {0, 1e-30f}), 0, Optional.of(bias));

    ChannelWeights integers = ChannelWeights.of(dead, 0.01f, 8);

    float[] steps = integers.biasSteps(0.01f);
    assertThat(integers.bias()[0] * (double) steps[0]).isBetween(4.999, 5.001);
    assertThat(integers.bias()[1] * (double) steps[1]).isBetween(-0.2501, -0.2499);
    assertThat(Math.abs(integers.bias()[0])).isLessThan(Integer.MAX_VALUE);
  }

  private static Layer layer(int axis, long[] dims, float... weights) {
    return new Layer(HostTensor.floats(dims, weights), axis, Optional.empty());
  }
}
