package io.saccade.cli.releases;

import java.util.OptionalLong;

/** Which release answered which events, as somebody makes it out of the statuses. */
@FunctionalInterface
interface Told {

  /** The release that answered an event; empty where nobody has told. */
  OptionalLong releaseOf(int partition, long offset);
}
