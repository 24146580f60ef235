package io.saccade.processor.tuning;

import io.saccade.model.BundleRefusedException;
import io.saccade.processor.serving.ModelFailedException;
import java.time.Duration;

/** Tries points out. */
interface Trials {

  /**
   * Runs a point for a while.
   *
   * @param atLeast how long to look, once it is in its stride
   * @param atMost when to stop, whatever was seen
   * @throws BundleRefusedException if the model cannot be loaded that way
   * @throws ModelFailedException if it fails, or there is no memory for its batches
   */
  Slice run(TuningPoint point, Duration atLeast, Duration atMost)
      throws BundleRefusedException, ModelFailedException, InterruptedException;
}
