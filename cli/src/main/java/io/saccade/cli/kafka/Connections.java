package io.saccade.cli.kafka;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;

/** Says in a user's words why Kafka could not be reached. */
public final class Connections {

  private Connections() {}

  /** The failure of a client, as one that its user can act on. */
  public static CommandFailedException failed(Throwable thrown) {
    return new CommandFailedException(BadEndings.message(thrown), thrown);
  }
}
