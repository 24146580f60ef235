package io.saccade.cli.demo;

import io.saccade.model.ErrorCode;
import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What the cameras of the demo see, without end. */
interface Pictures {

  /**
   * The event of this number, counted from 0; when it was captured is for the caller to say.
   *
   * @throws IOException where its image cannot be read; the others go on without it
   */
  ImageEvent.Builder event(long number, Light light) throws IOException;

  /** What to call the event of this number in messages. */
  String name(long number);

  /** Whether a label is right for an event; empty where nobody knows. */
  Optional<Boolean> isRight(String eventId, String label);

  /** How many of the first so many events must fail, by code; empty where nobody knows. */
  Optional<Map<ErrorCode, Long>> expectedFailures(long count);
}
