package io.saccade.trainer.onnx;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Works through batches on several threads at once: while one thread prepares a batch, another runs
 * the one before. Batches are the same rows however many threads there are, so results are too. For
 * one caller at a time.
 */
final class BatchLanes implements AutoCloseable {

  private final int lanes;
  // Preparing a batch is a parallel stream: within this pool it takes none but the lanes' threads.
  private final ForkJoinPool pool;

  /** What is done with a batch, on the thread of a lane. */
  @FunctionalInterface
  interface Work {

    /**
     * Prepares and runs a batch.
     *
     * @param memory of this lane alone, direct, in native order; what it holds does not matter
     * @param from the first row
     * @param to the row after the last one
     */
    void run(ByteBuffer memory, int from, int to) throws IOException, OrtException;
  }

  BatchLanes(int lanes) {
    this.lanes = lanes;
    this.pool = new ForkJoinPool(lanes);
  }

  /**
   * Works through all rows.
   *
   * @param size the rows of a batch; the last one may be smaller
   * @param bytes how much memory a batch needs
   * @throws InterruptedException once no lane works any more
   */
  void run(int rows, int size, int bytes, Work work)
      throws IOException, OrtException, InterruptedException {
    Round round = new Round(rows, size, bytes, work);
    int batches = (rows + size - 1) / size;
    List<Future<?>> running =
        IntStream.range(0, Math.min(lanes, batches))
            .<Future<?>>mapToObj(lane -> pool.submit((Runnable) round::lane))
            .toList();
    boolean interrupted = false;
    for (Future<?> lane : running) {
      interrupted |= endedInterrupted(lane, round);
    }
    if (interrupted) {
      throw new InterruptedException("interrupted while images were run");
    }
    round.rethrow();
  }

  /** Waits for a lane even when interrupted: it writes into memory that is about to be freed. */
  private static boolean endedInterrupted(Future<?> lane, Round round) {
    boolean interrupted = false;
    while (true) {
      try {
        lane.get();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        round.stopped = true;
      } catch (ExecutionException e) {
        round.fail(new IllegalStateException("a batch ended in " + e.getCause(), e.getCause()));
        return interrupted;
      }
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  /** One way through all rows. */
  private static final class Round {

    private final int rows;
    private final int size;
    private final int bytes;
    private final Work work;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean stopped;

    Round(int rows, int size, int bytes, Work work) {
      this.rows = rows;
      this.size = size;
      this.bytes = bytes;
      this.work = work;
    }

    /** Takes batches until there are none. */
    void lane() {
      try (BytePointer memory = new BytePointer((long) bytes)) {
        ByteBuffer buffer = memory.asByteBuffer();
        int from = next.getAndAdd(size);
        while (from < rows && !stopped) {
          work.run(buffer.duplicate().order(buffer.order()), from, Math.min(from + size, rows));
          from = next.getAndAdd(size);
        }
      } catch (IOException | OrtException | RuntimeException e) {
        fail(e);
      }
    }

    /** The first failure stands, and no lane takes another batch. */
    void fail(Exception e) {
      failure.compareAndSet(null, e);
      stopped = true;
    }

    void rethrow() throws IOException, OrtException {
      Exception thrown = failure.get();
      if (thrown instanceof IOException e) {
        throw e;
      }
      if (thrown instanceof OrtException e) {
        throw e;
      }
      if (thrown instanceof RuntimeException e) {
        throw e;
      }
    }
  }
}
