package io.saccade.cli.why;

import io.saccade.schemas.avro.ImageLabel;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one event.
 *
 * @param name as it was asked for
 * @param ending what became of it
 * @param event as it stands in its topic; empty where that has it no more
 * @param settled its prediction or failure
 * @param turn how far the processors are on its partition, where there is neither
 * @param inForce which release answered it
 * @param window of drift that it is in; empty where its version is not watched
 * @param labels what it truly shows, as somebody said
 * @param searched where it was looked for
 */
record Story(
    EventName name,
    Ending ending,
    Optional<SourceEvent> event,
    Optional<Settled> settled,
    Optional<Turn> turn,
    Optional<InForce> inForce,
    Optional<DriftWindow> window,
    List<ImageLabel> labels,
    List<Searched> searched) {

  /** What became of an event. */
  enum Ending {
    /** It was classified. */
    PREDICTED,
    /** It cannot be classified. */
    FAILED,
    /** Nobody has come to it yet. */
    PENDING,
    /** The processors are past it, and what became of it is not to be found. */
    GONE,
    /** It is nowhere. */
    UNKNOWN
  }

  Story {
    labels = List.copyOf(labels);
    searched = List.copyOf(searched);
  }

  /** Whether it could be said what becomes of the event. */
  boolean isTold() {
    return ending == Ending.PREDICTED || ending == Ending.FAILED || ending == Ending.PENDING;
  }

  static Story without(EventName name, Ending ending, List<Searched> searched) {
    return new Story(
        name,
        ending,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        searched);
  }
}
