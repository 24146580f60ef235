package io.saccade.processor.serving;

import java.util.concurrent.atomic.AtomicReference;

/** Holds the version that serves. Thread-safe. */
public final class ModelSlot implements AutoCloseable {

  private final AtomicReference<LoadedModel> serving;

  /** Starts with a version that has passed its gate; closing the slot closes it. */
  public ModelSlot(LoadedModel first) {
    this.serving = new AtomicReference<>(first);
  }

  /** The version that serves the records that are looked ahead now. */
  public LoadedModel serving() {
    return serving.get();
  }

  @Override
  public void close() {
    serving.get().close();
  }
}
