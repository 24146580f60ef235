package io.saccade.processor.topology;

import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Outcome;

/** Is told what the topology forwards. Called by stream threads; must be quick and thread-safe. */
public interface TopologyListener {

  /**
   * A prediction was forwarded.
   *
   * @param timestamp of the event's record, in milliseconds
   */
  void predicted(Outcome.Classified prediction, long timestamp);

  /** A failure was forwarded. */
  void failed(Coordinates coordinates, Outcome.Failed failed);
}
