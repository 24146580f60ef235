package io.saccade.processor.accuracy;

/** What is counted, by itself and not by class or confidence. */
public enum Count {
  /** Images that were classified. */
  PREDICTIONS(1),
  /** Of them, those whose true class is known. */
  LABELLED(2),
  /** Of those, the ones that were recognised. */
  RIGHT(3),
  /** Images whose labels contradict each other. */
  CONTRADICTED(4),
  /** Images whose labels name no class of the version. */
  UNKNOWN(5),
  /** Images whose labels were all found out too late. */
  LATE(6),
  /** Labelled images whose confidence nobody could calibrate. */
  UNCALIBRATED(7),
  /** How many labelled images are expected to be right, in millionths. */
  EXPECTED(8),
  /** The variance of that, in millionths. */
  SPREAD(9),
  /** Labels that were sent. */
  RECEIVED(10),
  /** Labels that belong to a prediction. */
  MATCHED(11),
  /** Labels that say nothing new. */
  REPEATED(12),
  /** Labels that cannot be read. */
  REFUSED(13);

  private final int code;

  /**
   * A count.
   *
   * @param code by what it is told in what is kept; never changes
   */
  Count(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
