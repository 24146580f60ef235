package io.saccade.trainer.tune;

import io.saccade.trainer.tensor.Precision;

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

  /** What does well on networks that have learned other images before. */
  static TunePlan usual() {
    return new TunePlan(
        12,
        32,
        OptimizerKind.ADAMW,
        3e-4,
        0.05,
        Schedule.COSINE,
        0.05,
        1,
        0.1,
        0,
        0,
        false,
        5,
        Precision.FULL,
        1);
  }

  /** What does well on networks that have learned nothing yet. */
  static TunePlan scratch(int epochs) {
    return new TunePlan(
        epochs,
        64,
        OptimizerKind.ADAMW,
        2e-3,
        0.05,
        Schedule.ONE_CYCLE,
        0,
        1,
        0.05,
        0,
        0,
        false,
        0,
        Precision.FULL,
        1);
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
        Precision.FULL,
        seed);
  }
}
