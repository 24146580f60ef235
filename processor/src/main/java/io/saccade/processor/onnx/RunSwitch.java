package io.saccade.processor.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/**
 * Ends the run of a batch from another thread. ONNX Runtime looks at the flag between operators. It
 * is set only while a run is on, so that none which comes later is ended by it.
 */
final class RunSwitch implements AutoCloseable {

  private final OrtSession.RunOptions options = new OrtSession.RunOptions();
  private boolean running;
  private boolean terminated;

  RunSwitch() throws OrtException {}

  /** What a run is to be given. */
  OrtSession.RunOptions options() {
    return options;
  }

  /** A run begins. */
  synchronized void on() throws OrtException {
    if (terminated) {
      options.setTerminate(false);
      terminated = false;
    }
    running = true;
  }

  /** A run has ended. */
  synchronized void off() {
    running = false;
  }

  /** Ends the run that is on, if any. */
  synchronized void terminate() {
    if (!running) {
      return;
    }
    try {
      options.setTerminate(true);
      terminated = true;
    } catch (OrtException e) {
      throw new IllegalStateException("a flag could not be set", e);
    }
  }

  /** Nothing may be running. */
  @Override
  public synchronized void close() {
    options.close();
  }
}
