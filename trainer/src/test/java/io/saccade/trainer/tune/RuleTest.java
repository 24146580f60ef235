package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saccade.trainer.tensor.TorchBackend;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** The rules, against a few steps that were worked out by hand. */
final class RuleTest {

  private static final Offset<Float> CLOSELY = within(1e-5f);

  private final TorchBackend backend = new TorchBackend();

  /** A parameter of 1 after gradients of 0.5 and -0.25. */
  private float[] after(OptimizerKind kind, double rate, double decay) {
    Rule<Tensor> rule = Rule.of(kind, backend);
    Tensor parameter = backend.parameter(new float[] {1}, 1);
    List<Tensor> moments = new ArrayList<>();
    for (int i = 0; i < rule.moments(); i++) {
      moments.add(Tensors.zeros(backend, 1));
    }
    float[] values = new float[2];
    float[] gradients = {0.5f, -0.25f};
    for (int i = 0; i < 2; i++) {
      Tensor gradient = backend.parameter(new float[] {gradients[i]}, 1);
      Rule.Pace pace = new Rule.Pace(rate, decay, i + 1);
      backend.inScope(
          () -> {
            rule.move(parameter, gradient, moments, pace);
            return pace;
          });
      values[i] = backend.values(parameter)[0];
      assertThat(backend.values(gradient)).containsExactly(gradients[i]);
      backend.release(gradient);
    }
    backend.release(parameter);
    moments.forEach(backend::release);
    return values;
  }

  @Test
  void followsTheGradientWithMomentum() {
    float[] values = after(OptimizerKind.SGD, 0.1, 0);
    assertThat(values[0]).isCloseTo(0.95f, CLOSELY);
    // The velocity is 0.9 * 0.5 - 0.25.
    assertThat(values[1]).isCloseTo(0.93f, CLOSELY);
  }

  @Test
  void addsTheDecayToTheGradientOfMomentum() {
    assertThat(after(OptimizerKind.SGD, 0.1, 0.2)[0]).isCloseTo(1 - 0.1f * 0.7f, CLOSELY);
  }

  @Test
  void takesFirstStepsOfTheRateWithAdam() {
    float[] values = after(OptimizerKind.ADAM, 0.1, 0);
    assertThat(values[0]).isCloseTo(0.9f, CLOSELY);
    // (0.9 * 0.05 - 0.1 * 0.25) / 0.19 over the root of (0.999 * 0.25 + 0.0625) / 1.999.
    double mean = (0.9 * 0.05 - 0.1 * 0.25) / 0.19;
    double root = Math.sqrt((0.999 * 0.25 + 0.0625) / 1.999);
    assertThat(values[1]).isCloseTo((float) (0.9 - 0.1 * mean / root), CLOSELY);
  }

  @Test
  void decaysApartFromTheGradientWithAdamW() {
    assertThat(after(OptimizerKind.ADAMW, 0.1, 0.2)[0]).isCloseTo(0.98f - 0.1f, CLOSELY);
    // With Adam the decay is in the gradient, whose size does not matter in the first step.
    assertThat(after(OptimizerKind.ADAM, 0.1, 0.2)[0]).isCloseTo(0.9f, CLOSELY);
  }
}
