package io.saccade.model.drift;

import java.util.random.RandomGenerator;

/** What is added to a count, so that the distances over counts are continuous; or nothing. */
interface Spread {

  /** The next number, from -1/2 to 1/2. */
  double next();

  static Spread none() {
    return () -> 0;
  }

  static Spread of(RandomGenerator chance) {
    return () -> chance.nextDouble() - 0.5;
  }
}
