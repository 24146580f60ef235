package io.saccade.trainer.tune;

import io.saccade.trainer.tensor.Binary;
import io.saccade.trainer.tensor.TensorBackend;
import io.saccade.trainer.tensor.TensorMath;
import java.util.List;

/** {@link OptimizerKind#SGD}. */
final class Momentum<T> implements Rule<T> {

  private static final float KEPT = 0.9f;

  private final TensorBackend<T> backend;

  Momentum(TensorBackend<T> backend) {
    this.backend = backend;
  }

  @Override
  public int moments() {
    return 1;
  }

  @Override
  public void move(T parameter, T gradient, List<T> moments, Pace pace) {
    TensorMath<T> math = backend.math();
    T slope = gradient;
    if (pace.decay() > 0) {
      slope = math.apply(Binary.ADD, slope, math.scale(parameter, (float) pace.decay()));
    }
    T velocity = moments.get(0);
    backend.blend(velocity, KEPT, slope, 1);
    backend.blend(parameter, 1, velocity, (float) -pace.rate());
  }
}
