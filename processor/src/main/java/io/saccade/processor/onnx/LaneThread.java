package io.saccade.processor.onnx;

import ai.onnxruntime.OrtException;
import io.saccade.processor.serving.ModelFailedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The one thread that ever runs the sessions of a lane on a GPU, whoever asks: the gate, the lane,
 * a worker that took a stuck one's place. ONNX Runtime's CUDA provider keeps handles and work space
 * for every thread that has called a session, and gives them back only with the session
 * (onnxruntime#29351).
 */
final class LaneThread implements AutoCloseable {

  /** What is to be done on the thread. */
  interface Work {
    void run() throws OrtException, ModelFailedException;
  }

  private final ExecutorService thread;

  LaneThread(String name) {
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, name);
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * Does the work on the thread and waits for it, however long it takes: the buffers that it reads
   * and writes belong to the caller, who must not have them back before.
   */
  void run(Work work) throws OrtException, ModelFailedException {
    Future<?> done =
        thread.submit(
            () -> {
              work.run();
              return null;
            });
    boolean interrupted = false;
    try {
      while (true) {
        try {
          done.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets the thread end. Nothing may be running. */
  @Override
  public void close() {
    thread.shutdown();
  }

  private static IllegalStateException unwrapped(ExecutionException e)
      throws OrtException, ModelFailedException {
    Throwable cause = e.getCause();
    if (cause instanceof OrtException failure) {
      throw failure;
    }
    if (cause instanceof ModelFailedException failure) {
      throw failure;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("a run on " + Thread.currentThread().getName(), cause);
  }
}
