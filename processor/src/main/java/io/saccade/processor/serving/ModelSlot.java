package io.saccade.processor.serving;

/** Holds the version that serves. Thread-safe. */
public final class ModelSlot implements AutoCloseable {

  private final LoadedModel serving;

  /** Starts with a version that has passed its gate; closing the slot closes it. */
  public ModelSlot(LoadedModel first) {
    this.serving = first;
  }

  /** The version that serves the records that are looked ahead now. */
  public LoadedModel serving() {
    return serving;
  }

  @Override
  public void close() {
    serving.close();
  }
}
