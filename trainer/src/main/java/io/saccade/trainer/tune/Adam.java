package io.saccade.trainer.tune;

import io.saccade.trainer.tensor.Binary;
import io.saccade.trainer.tensor.TensorBackend;
import io.saccade.trainer.tensor.TensorMath;
import io.saccade.trainer.tensor.Unary;
import java.util.List;

/** {@link OptimizerKind#ADAM} and, where the decay is apart, {@link OptimizerKind#ADAMW}. */
final class Adam<T> implements Rule<T> {

  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final float EPSILON = 1e-8f;

  private final TensorBackend<T> backend;
  private final boolean decayApart;

  Adam(TensorBackend<T> backend, boolean decayApart) {
    this.backend = backend;
    this.decayApart = decayApart;
  }

  @Override
  public int moments() {
    return 2;
  }

  @Override
  public void move(T parameter, T gradient, List<T> moments, Pace pace) {
    TensorMath<T> math = backend.math();
    T slope = gradient;
    if (!decayApart && pace.decay() > 0) {
      slope = math.apply(Binary.ADD, slope, math.scale(parameter, (float) pace.decay()));
    }
    T mean = moments.get(0);
    T square = moments.get(1);
    backend.blend(mean, (float) BETA_1, slope, (float) (1 - BETA_1));
    T squared = math.apply(Binary.MULTIPLY, slope, slope);
    backend.blend(square, (float) BETA_2, squared, (float) (1 - BETA_2));
    // Both means begin at zero and are too small by these factors.
    double short1 = 1 - StrictMath.pow(BETA_1, (double) pace.step());
    double short2 = 1 - StrictMath.pow(BETA_2, (double) pace.step());
    T root = math.scale(math.apply(Unary.SQRT, square), (float) (1 / Math.sqrt(short2)));
    T direction = math.apply(Binary.DIVIDE, mean, math.shift(root, EPSILON));
    double kept = decayApart ? 1 - pace.rate() * pace.decay() : 1;
    backend.blend(parameter, (float) kept, direction, (float) (-pace.rate() / short1));
  }
}
