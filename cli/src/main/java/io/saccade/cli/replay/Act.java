package io.saccade.cli.replay;

import io.saccade.model.BundleRefusedException;
import io.saccade.processor.ReplayEngine;

/**
 * A part of a replay that the same versions answer.
 *
 * @param range what they answer
 * @param versions who they are
 */
record Act(Range range, Versions versions) {

  /** Versions that can be put in the engine. */
  interface Versions {

    /**
     * Puts them there, in the place of those that answered before.
     *
     * @throws BundleRefusedException if one of them is refused
     */
    void enter(ReplayEngine engine) throws BundleRefusedException, InterruptedException;
  }
}
