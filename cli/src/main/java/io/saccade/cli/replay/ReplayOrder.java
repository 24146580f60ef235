package io.saccade.cli.replay;

import java.util.Optional;

/**
 * What was asked for.
 *
 * @param range which events
 * @param models which versions
 * @param topic where predictions go; empty for a topic named after the versions
 * @param append whether that may hold some already
 * @param limit how many events at most
 * @param examples how many disagreements to show
 */
record ReplayOrder(
    RangeOptions.Wanted range,
    Models models,
    Optional<String> topic,
    boolean append,
    long limit,
    int examples) {

  /**
   * The versions.
   *
   * @param answering the bundle that answers; empty for those that answered the first time
   * @param against the bundle to compare with; empty for what was predicted then
   * @param name the name of the model, where those that answered the first time are looked up
   */
  record Models(Optional<String> answering, Optional<String> against, Optional<String> name) {}
}
