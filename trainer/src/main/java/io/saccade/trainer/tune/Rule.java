package io.saccade.trainer.tune;

import io.saccade.trainer.tensor.TensorBackend;
import java.util.List;

/** How one parameter follows its gradient. Called without gradients being recorded. */
interface Rule<T> {

  /** How many tensors of the parameter's size it remembers. */
  int moments();

  /**
   * Moves the parameter, in place.
   *
   * @param gradient to be left as it is
   * @param moments what is remembered of this parameter, zeros at first; changed in place
   */
  void move(T parameter, T gradient, List<T> moments, Pace pace);

  /**
   * How far to go.
   *
   * @param rate the learning rate of this parameter
   * @param decay the weight decay of this parameter
   * @param step from 1
   */
  record Pace(double rate, double decay, long step) {}

  /** The rule of this kind. */
  static <T> Rule<T> of(OptimizerKind kind, TensorBackend<T> backend) {
    return switch (kind) {
      case ADAMW -> new Adam<>(backend, true);
      case ADAM -> new Adam<>(backend, false);
      case SGD -> new Momentum<>(backend);
    };
  }
}
