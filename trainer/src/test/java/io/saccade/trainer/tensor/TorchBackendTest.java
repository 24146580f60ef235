package io.saccade.trainer.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

final class TorchBackendTest {

  private final TorchBackend backend = new TorchBackend();

  @Test
  void freesWhatIsMadeInAScope() {
    backend.inScope(this::work);
    long before = Pointer.totalCount();
    for (int i = 0; i < 100; i++) {
      backend.inScope(this::work);
    }
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before + 5);
  }

  @Test
  void keepsWhatIsRetainedUntilItIsReleased() {
    Tensor kept =
        backend.inScope(
            () -> {
              Tensor made = work();
              backend.retain(made);
              return made;
            });
    assertThat(backend.values(kept)).containsExactly(2, 4);

    backend.release(kept);

    assertThat(kept.isNull()).isTrue();
  }

  @Test
  void handsWhatIsRetainedToTheScopeOutside() {
    Tensor[] adopted = new Tensor[1];
    float[] values =
        backend.inScope(
            () -> {
              adopted[0] =
                  backend.inScope(
                      () -> {
                        Tensor made = work();
                        backend.retain(made);
                        return made;
                      });
              backend.adopt(adopted[0]);
              return backend.values(adopted[0]);
            });
    assertThat(values).containsExactly(2, 4);
    assertThat(adopted[0].isNull()).isTrue();
  }

  @Test
  void refusesATensorThatNothingWouldFree() {
    assertThatThrownBy(this::work)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("inside a scope");
  }

  @Test
  void keepsRowsInOrderWhateverTheMemoryOrderIs() {
    float[] rows = new float[2 * 3 * 4 * 5];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    backend.inScope(
        () -> {
          Tensor picture = backend.tensor(rows, 2, 3, 4, 5);
          assertThat(backend.dims(picture)).containsExactly(2, 3, 4, 5);
          assertThat(backend.values(picture)).containsExactly(rows);
          return picture;
        });
  }

  @Test
  void differentiates() {
    Tensor weight = backend.parameter(new float[] {3, 4}, 2);
    backend.learn(weight);
    backend.inScope(
        () -> {
          Tensor loss =
              backend.withGradients(
                  Precision.FULL,
                  () -> {
                    Tensor square = backend.math().apply(Binary.MULTIPLY, weight, weight);
                    return backend.math().reduce(Reduction.SUM, square, 0);
                  });
          backend.backward(loss);
          assertThat(backend.values(backend.gradient(weight).orElseThrow())).containsExactly(6, 8);
          backend.clearGradient(weight);
          assertThat(backend.gradient(weight)).isEmpty();
          backend.blend(weight, 0.5f, backend.tensor(new float[] {1, 1}, 2), 2);
          return loss;
        });
    assertThat(backend.values(weight)).containsExactly(3.5f, 4);
    backend.release(weight);
  }

  @Test
  void restoresTheRecordingOfGradientsAfterAFailure() {
    boolean before = GradMode.is_enabled();
    assertThatThrownBy(
            () ->
                backend.withoutGradients(
                    () -> {
                      assertThat(GradMode.is_enabled()).isFalse();
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    assertThat(GradMode.is_enabled()).isEqualTo(before);
  }

  @Test
  void gathersThePopulationsVariance() {
    backend.inScope(
        () -> {
          Tensor x = backend.tensor(new float[] {0, 2, 4, 6}, 4, 1, 1, 1);
          Tensor mean = backend.tensor(new float[] {1}, 1);
          Tensor variance = backend.tensor(new float[] {3}, 1);
          Tensor one = backend.tensor(new float[] {1}, 1);
          Tensor zero = backend.tensor(new float[] {0}, 1);
          BatchNorm<Tensor> norm = new BatchNorm<>(one, zero, mean, variance, 0);

          Tensor result = backend.math().normaliseBatch(x, norm, 0.5f);

          assertThat(backend.values(mean)).containsExactly(2);
          assertThat(backend.values(variance)[0]).isCloseTo(4f, within(1e-5f));
          return result;
        });
  }

  @Test
  void keepsTheStatisticsWhereAChannelHasASingleValue() {
    backend.inScope(
        () -> {
          Tensor x = backend.tensor(new float[] {3}, 1, 1, 1, 1);
          Tensor mean = backend.tensor(new float[] {1}, 1);
          Tensor variance = backend.tensor(new float[] {4}, 1);
          Tensor one = backend.tensor(new float[] {1}, 1);
          Tensor zero = backend.tensor(new float[] {0}, 1);
          BatchNorm<Tensor> norm = new BatchNorm<>(one, zero, mean, variance, 0);

          Tensor result = backend.math().normaliseBatch(x, norm, 0.5f);

          assertThat(backend.values(result)[0]).isCloseTo(1f, within(1e-5f));
          assertThat(backend.values(mean)).containsExactly(1);
          assertThat(backend.values(variance)).containsExactly(4);
          return result;
        });
  }

  @Test
  void refusesDimensionsThatHaveOtherThanTheValuesGiven() {
    assertThatThrownBy(() -> backend.parameter(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dimensions [2, 3] cannot have 5 values");
  }

  @Test
  void narrowsArithmeticWhereItIsAsked() {
    Tensor weight = backend.parameter(new float[] {1.001f}, 1, 1);
    float exact = product(weight, Precision.FULL);
    float narrowed = product(weight, Precision.BFLOAT16);
    backend.release(weight);

    assertThat(exact).isEqualTo(1.001f);
    assertThat(narrowed).isEqualTo(1);
  }

  private float product(Tensor weight, Precision precision) {
    return backend.inScope(
        () -> {
          Tensor one = backend.tensor(new float[] {1}, 1, 1);
          return backend
              .values(backend.withGradients(precision, () -> backend.math().multiply(one, weight)))[
              0];
        });
  }

  /** Twice a small vector, made of several tensors. */
  private Tensor work() {
    return backend.math().scale(backend.tensor(new float[] {1, 2}, 2), 2);
  }
}
