package io.saccade.processor.topology;

import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Outcome;
import org.apache.kafka.common.header.Headers;

/** Takes the trace of an event on to what became of it. Called by stream threads; thread-safe. */
public interface Traces {

  /**
   * Something is about to be forwarded.
   *
   * @param event the headers of the event
   * @param to the headers of what became of it, which are changed
   */
  void goOn(Coordinates at, Headers event, Outcome outcome, Headers to);
}
