package io.saccade.processor.lookahead;

import io.saccade.processor.serving.ModelVersion;

/**
 * Is told how long the engine takes. Called by its workers and by stream threads, for every image:
 * must be quick and thread-safe.
 */
public interface EngineListener {

  /** An event was read and its image decoded. */
  void decoded(long tookNanos);

  /**
   * A batch has run.
   *
   * @param images how many it held, padding not counted
   */
  void ran(ModelVersion version, int images, long tookNanos);

  /**
   * A record has taken its outcome.
   *
   * @param version that worked on it
   * @param sincePollNanos from when it was polled
   */
  void taken(ModelVersion version, long sincePollNanos);

  /** Listens to nothing. */
  static EngineListener none() {
    return new EngineListener() {
      @Override
      public void decoded(long tookNanos) {}

      @Override
      public void ran(ModelVersion version, int images, long tookNanos) {}

      @Override
      public void taken(ModelVersion version, long sincePollNanos) {}
    };
  }
}
