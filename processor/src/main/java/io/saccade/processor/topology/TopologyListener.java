package io.saccade.processor.topology;

import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Outcome;

/** Is told what the topology forwards. Called by stream threads; must be quick and thread-safe. */
public interface TopologyListener {

  /**
   * A prediction was forwarded.
   *
   * @param event the event's record; nobody may change it
   * @param timestamp of that record, in milliseconds
   */
  void predicted(byte[] event, Outcome.Classified prediction, long timestamp);

  /** A failure was forwarded. */
  void failed(Coordinates coordinates, Outcome.Failed failed);
}
