package io.saccade.processor.release;

/** Is told of every step of every version. */
public interface StatusListener {

  /** The status is now this. Called under a lock, by any thread: has to be quick. */
  void changed(ReleaseStatus status);
}
