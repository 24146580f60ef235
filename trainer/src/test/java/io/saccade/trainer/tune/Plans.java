package io.saccade.trainer.tune;

import io.saccade.trainer.tensor.Precision;
import java.util.Optional;

/** Plans for small networks, of which each test changes what it is about. */
final class Plans {

  private int epochs = 3;
  private int batch = 16;
  private OptimizerKind optimizer = OptimizerKind.ADAMW;
  private double rate = 2e-3;
  private double clip = 1;
  private double smoothing;
  private double mixup;
  private double ema;
  private int patience;
  private long seed = 1;

  Plans epochs(int count) {
    epochs = count;
    return this;
  }

  Plans batch(int size) {
    batch = size;
    return this;
  }

  Plans optimizer(OptimizerKind kind) {
    optimizer = kind;
    return this;
  }

  Plans rate(double height) {
    rate = height;
    return this;
  }

  Plans clip(double most) {
    clip = most;
    return this;
  }

  Plans softened() {
    smoothing = 0.1;
    mixup = 0.2;
    ema = 0.9;
    return this;
  }

  Plans patience(int epochsWithoutBetter) {
    patience = epochsWithoutBetter;
    return this;
  }

  Plans seed(long other) {
    seed = other;
    return this;
  }

  /** The usual plan for scratch, with so many epochs. */
  static TunePlan scratch(int epochs) {
    TunePlan usual = TunePlan.scratch(1);
    return new TunePlan(
        epochs,
        usual.batch(),
        usual.optimizer(),
        usual.rate(),
        usual.decay(),
        usual.schedule(),
        usual.warmUp(),
        usual.clip(),
        usual.smoothing(),
        usual.mixup(),
        usual.ema(),
        usual.balanced(),
        usual.patience(),
        usual.precision(),
        usual.seed());
  }

  TunePlan plan() {
    return new TunePlan(
        epochs,
        batch,
        optimizer,
        rate,
        0.01,
        Schedule.COSINE,
        0.1,
        clip,
        smoothing,
        mixup,
        ema,
        false,
        patience,
        Optional.of(Precision.FULL),
        seed);
  }
}
