package io.saccade.trainer.tune;

import io.saccade.trainer.tensor.Precision;

/**
 * How a network is trained.
 *
 * @param epochs passes over the training images, at most
 * @param batch images of a step, at most; an epoch is cut into batches of nearly equal size
 * @param rate the learning rate at its height
 * @param decay the weight decay, of weights but not of biases and normalisations
 * @param schedule how the rate goes
 * @param warmUp the share of all steps in which the rate rises
 * @param clip the most that the norm of all gradients together may be; 0 for no limit
 * @param smoothing the share of each label that is spread over all classes
 * @param mixup the Beta distribution's parameter for mixed images, after Zhang et al. 2018, "mixup:
 *     Beyond Empirical Risk Minimization"; 0 for none
 * @param ema the share that a running mean of the weights keeps at each step; validation and result
 *     are of that mean; 0 for none
 * @param balanced whether each class counts as much as any other, however many images it has
 * @param patience epochs without a better validation than those before them, epoch 0 aside, before
 *     the end; 0 for no early end
 * @param precision of the arithmetic
 * @param seed of the order of images, of dropout and of mixing
 */
public record TunePlan(
    int epochs,
    int batch,
    OptimizerKind optimizer,
    double rate,
    double decay,
    Schedule schedule,
    double warmUp,
    double clip,
    double smoothing,
    double mixup,
    double ema,
    boolean balanced,
    int patience,
    Precision precision,
    long seed) {

  /** Checks each number's range. */
  public TunePlan {
    require("epochs", epochs, 1, Integer.MAX_VALUE);
    require("batch", batch, 2, 65_536);
    require("rate", rate, 0, 10);
    require("decay", decay, 0, 10);
    require("warmUp", warmUp, 0, 0.9);
    require("clip", clip, 0, 1e9);
    require("smoothing", smoothing, 0, 0.99);
    require("mixup", mixup, 0, 1);
    require("ema", ema, 0, 0.999999);
    require("patience", patience, 0, Integer.MAX_VALUE);
  }

  private static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s, but was %s".formatted(name, least, most, value));
    }
  }

  /** The same with another rate. */
  public TunePlan withRate(double other) {
    return with(other, precision);
  }

  /** The same in another precision. */
  public TunePlan withPrecision(Precision other) {
    return with(rate, other);
  }

  private TunePlan with(double newRate, Precision newPrecision) {
    return new TunePlan(
        epochs,
        batch,
        optimizer,
        newRate,
        decay,
        schedule,
        warmUp,
        clip,
        smoothing,
        mixup,
        ema,
        balanced,
        patience,
        newPrecision,
        seed);
  }
}
