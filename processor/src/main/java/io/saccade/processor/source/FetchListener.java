package io.saccade.processor.source;

/** Is told how fetching goes. Called by the threads that fetch: must be quick and thread-safe. */
public interface FetchListener {

  /** How an attempt ended. */
  enum Outcome {
    /** The image came. */
    FETCHED,
    /** It cannot be had, now or ever. */
    REFUSED,
    /** It may come another time. */
    FAILED
  }

  /** An attempt has ended. */
  void attempted(Outcome outcome, long tookNanos);

  /** How many hosts are out of order at this moment, so that their events wait. */
  void pausing(int hosts);

  /** Listens to nothing. */
  static FetchListener none() {
    return new FetchListener() {
      @Override
      public void attempted(Outcome outcome, long tookNanos) {}

      @Override
      public void pausing(int hosts) {}
    };
  }
}
