package io.saccade.bench.latency;

import java.util.Locale;

/** How events are spread over time. */
enum ArrivalProcess {
  /** Evenly. */
  CONSTANT {
    @Override
    Schedule schedule(double perSecond, long seed) {
      return Schedule.constant(perSecond);
    }
  },
  /** As from many cameras that know nothing of one another. */
  POISSON {
    @Override
    Schedule schedule(double perSecond, long seed) {
      return Schedule.poisson(perSecond, seed);
    }
  };

  /** A schedule of so many events a second. */
  abstract Schedule schedule(double perSecond, long seed);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
