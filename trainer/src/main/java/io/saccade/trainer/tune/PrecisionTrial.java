package io.saccade.trainer.tune;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.tensor.Precision;
import io.saccade.trainer.tensor.TensorBackend;
import java.io.IOException;
import java.time.Duration;

/**
 * Finds the faster precision on this machine by three steps of each in turn, which learn nothing.
 * Narrower arithmetic costs a little accuracy, so it must be worth it.
 */
public final class PrecisionTrial {

  private static final int ROUNDS = 3;
  private static final double WORTH_IT = 0.87;

  private final TensorBackend<?> backend;
  private final TuneTask task;
  private final TunePlan plan;
  private final Front.Opener opener;

  /**
   * What a step takes, at its fastest.
   *
   * @param full in 32-bit floats throughout
   * @param narrow with convolutions and products in bfloat16
   */
  public record Times(Duration full, Duration narrow) {

    /** The precision to train in. */
    public Precision better() {
      return narrow.toNanos() < WORTH_IT * full.toNanos() ? Precision.BFLOAT16 : Precision.FULL;
    }
  }

  /** A trial; the plan's own precision does not matter to it. */
  public PrecisionTrial(
      TensorBackend<?> backend, TuneTask task, TunePlan plan, Front.Opener opener) {
    this.backend = backend;
    this.task = task;
    this.plan = plan;
    this.opener = opener;
  }

  /**
   * Measures. Two runs on one machine may well differ.
   *
   * @throws GraphRefusedException where the graph cannot be trained through
   * @throws IOException if an image cannot be read
   * @throws TrainingFailedException where the frozen part cannot be run
   */
  public Times run() throws GraphRefusedException, IOException, TrainingFailedException {
    try (Rig<?> rig = Rig.of(backend, task, plan, opener)) {
      Batch batch = rig.maker().make(1, 0);
      long full = Long.MAX_VALUE;
      long narrow = Long.MAX_VALUE;
      // The round before the first one warms both up and does not count.
      for (int round = 0; round <= ROUNDS; round++) {
        long inFull = rig.learner().rehearse(batch, Precision.FULL);
        long inNarrow = rig.learner().rehearse(batch, Precision.BFLOAT16);
        if (round > 0) {
          full = Math.min(full, inFull);
          narrow = Math.min(narrow, inNarrow);
        }
      }
      return new Times(Duration.ofNanos(full), Duration.ofNanos(narrow));
    }
  }
}
