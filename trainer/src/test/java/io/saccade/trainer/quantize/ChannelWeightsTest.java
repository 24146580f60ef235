package io.saccade.trainer.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saccade.trainer.graph.HostTensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChannelWeightsTest {

  private static final double[] MEANS = {0, 0};

  @Test
  void givesEachChannelStepsOfItsOwn() {
    Layer layer = layer(0, new long[] {2, 2}, 1.27f, -0.5f, 0.00127f, 0.001f);

    ChannelWeights integers = ChannelWeights.of(layer, 8, 1, MEANS);

    assertThat(integers.weights()).containsExactly(127, -50, 127, 100);
    assertThat(integers.steps()[0]).isCloseTo(0.01f, within(1e-7f));
    assertThat(integers.steps()[1]).isCloseTo(1e-5f, within(1e-10f));
  }

  @Test
  void findsChannelsAlongTheSecondAxisOfAProduct() {
    Layer layer = layer(1, new long[] {2, 2}, 1.27f, 0.00127f, -0.5f, 0.001f);

    assertThat(ChannelWeights.of(layer, 8, 1, MEANS).weights()).containsExactly(127, 127, -50, 100);
    assertThat(ChannelWeights.of(layer, 7, 1, MEANS).weights()).containsExactly(63, 63, -25, 50);
  }

  @Test
  void leavesRoomForTheBiasOfAChannelWithoutWeight() {
    HostTensor bias = HostTensor.floats(new long[] {2}, new float[] {5, -0.25f});
    Layer dead =
        new Layer(
            HostTensor.floats(new long[] {2, 1}, new float[] {0, 1e-30f}),
            0,
            1,
            true,
            Optional.of(bias));

    ChannelWeights integers = ChannelWeights.of(dead, 8, 0.01f, MEANS);

    float[] steps = integers.biasSteps(0.01f);
    assertThat(integers.bias()[0] * (double) steps[0]).isBetween(4.999, 5.001);
    assertThat(integers.bias()[1] * (double) steps[1]).isBetween(-0.2501, -0.2499);
    assertThat(Math.abs(integers.bias()[0])).isLessThan(Integer.MAX_VALUE);
  }

  @Test
  void takesOffTheBiasWhatRoundingAddsToTheMean() {
    HostTensor weight = HostTensor.floats(new long[] {2, 2}, new float[] {127, 0.4f, 127, -1.3f});
    Layer plain = new Layer(weight, 0, 1, true, Optional.empty());

    ChannelWeights integers = ChannelWeights.of(plain, 8, 0.125f, new double[] {7, 10});

    assertThat(integers.weights()).containsExactly(127, 0, 127, -1);
    assertThat(integers.bias()).containsExactly(32, -24);
  }

  @Test
  void knowsWhichInputsAGroupOfChannelsSees() {
    HostTensor weight = HostTensor.floats(new long[] {4, 2, 1, 3}, new float[24]);
    Layer grouped = new Layer(weight, 0, 2, true, Optional.empty());

    assertThat(grouped.output(5)).isZero();
    assertThat(grouped.input(5)).isEqualTo(1);
    assertThat(grouped.output(12)).isEqualTo(2);
    assertThat(grouped.input(12)).isEqualTo(2);
    assertThat(grouped.input(23)).isEqualTo(3);
  }

  private static Layer layer(int axis, long[] dims, float... weights) {
    return new Layer(HostTensor.floats(dims, weights), axis, 1, false, Optional.empty());
  }
}
