package io.saccade.deploy;

import java.util.Set;
import java.util.TreeSet;

/** Every name that Prometheus can find at a processor. */
final class KnownMetrics {

  private KnownMetrics() {}

  static Set<String> all() {
    return new TreeSet<>(Set.of("up"));
  }
}
