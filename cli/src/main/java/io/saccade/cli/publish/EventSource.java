package io.saccade.cli.publish;

import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;

/** Where the events of a publication come from, by their number. */
public interface EventSource {

  /** How many events there are. */
  long count();

  /**
   * The event of this number, counted from 0.
   *
   * @throws IOException where its image cannot be read; the publication goes on without it
   */
  ImageEvent event(long number) throws IOException;

  /** What to call the event of this number in messages. */
  String name(long number);
}
