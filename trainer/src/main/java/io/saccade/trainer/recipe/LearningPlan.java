package io.saccade.trainer.recipe;

import io.saccade.trainer.head.HeadRecipe;
import io.saccade.trainer.tensor.Precision;
import io.saccade.trainer.tune.OptimizerKind;
import io.saccade.trainer.tune.Schedule;
import io.saccade.trainer.tune.TunePlan;
import java.util.Optional;

/**
 * How it is learned.
 *
 * @param mode what is learned, where it was said
 * @param frozenBlocks how many of the base's blocks fine-tuning leaves as they are; {@link
 *     #ALL_BLOCKS} for all
 * @param epochs passes over the images, at most
 * @param batch images a step
 * @param rate the learning rate at its height
 * @param findRate whether the rate is found by a short run first
 * @param decay of weights
 * @param smoothing the share of a label that is spread over all classes
 * @param mixup the parameter of the Beta distribution that pairs are mixed by; 0 for none
 * @param ema how much of the moving average of the weights is kept a step; 0 for none
 * @param patience epochs without a better validation before the end; 0 for no early end
 * @param precision where it is not to be measured
 * @param seed of everything that is drawn
 * @param threads of the libraries, and of what is done in parallel
 */
public record LearningPlan(
    Optional<Mode> mode,
    int frozenBlocks,
    int epochs,
    int batch,
    double rate,
    boolean findRate,
    OptimizerKind optimizer,
    Schedule schedule,
    double decay,
    double smoothing,
    double mixup,
    double ema,
    int patience,
    Optional<Precision> precision,
    long seed,
    int threads) {

  /** The whole base is left as it is. */
  public static final int ALL_BLOCKS = Integer.MAX_VALUE;

  private static final double WARM_UP = 0.05;

  /** Without a limit, networks whose normalisations were folded away diverge. */
  private static final double CLIP = 1;

  /** How a linear head is learned on features by these numbers. */
  public HeadRecipe headRecipe(boolean balanced) {
    int endless = patience == 0 ? Integer.MAX_VALUE : patience;
    return new HeadRecipe(epochs, batch, rate, decay, endless, smoothing, balanced, seed);
  }

  /** How a network is trained by these numbers; in full precision where that is left open. */
  public TunePlan tunePlan(boolean balanced) {
    return new TunePlan(
        epochs,
        batch,
        optimizer,
        rate,
        decay,
        schedule,
        WARM_UP,
        CLIP,
        smoothing,
        mixup,
        ema,
        balanced,
        patience,
        precision.orElse(Precision.FULL),
        seed);
  }
}
