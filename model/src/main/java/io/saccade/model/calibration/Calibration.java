package io.saccade.model.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Finds out what windows come to when nothing has changed, by drawing them from the reference
 * itself. The same seed gives the same tables, whatever the number of threads.
 *
 * @param draws splits of each size, at least 200; 10,000 is what alarms are made for
 * @param seed tells runs apart
 * @param threads that draw at once, at least 1
 */
public record Calibration(int draws, long seed, int threads) {

  /** A smaller reference cannot judge even the smallest window. */
  public static final int SMALLEST_REFERENCE = 500;

  /** In a smaller reference its own error is too large to be overlooked. */
  public static final int RELIABLE_REFERENCE = 2_000;

  /** It takes so many images to make one: a fifth of them only decides what is compared. */
  public static final int FEWEST_IMAGES = 625;

  /** Refuses what cannot be run. */
  public Calibration {
    if (draws < Ranks.FEWEST_DRAWS) {
      throw new IllegalArgumentException(
          "draws must be at least %d, but was %d".formatted(Ranks.FEWEST_DRAWS, draws));
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
  }

  /**
   * Draws at every size of the grid. Starts its threads and ends them before it returns, however it
   * does.
   *
   * @throws IllegalArgumentException if the reference has fewer rows than {@link
   *     #SMALLEST_REFERENCE}
   * @throws InterruptedException if interrupted: no thread draws any more, and nothing is kept
   */
  public NullTables run(Splits splits, Progress progress) throws InterruptedException {
    List<SizeDraws> sizes = new ArrayList<>();
    for (int size : SizeGrid.of(splits.size())) {
      sizes.add(new SizeDraws(splits, size, draws));
    }
    List<Thread> drawing = new CopyOnWriteArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads, block -> thread(block, drawing));
    try {
      draw(sizes, pool, progress);
    } finally {
      pool.shutdownNow();
      awaitEnd(drawing);
    }
    return new NullTables(splits.size(), draws, sizes.stream().map(SizeDraws::table).toList());
  }

  private void draw(List<SizeDraws> sizes, ExecutorService pool, Progress progress)
      throws InterruptedException {
    CompletionService<Integer> blocks = new ExecutorCompletionService<>(pool);
    // Each block has chance of its own, split off in a fixed order: whoever runs it draws the same.
    SplittableRandom root = new SplittableRandom(seed);
    int open = 0;
    for (SizeDraws size : sizes) {
      for (int from = 0; from < draws; from += SizeDraws.BLOCK) {
        blocks.submit(size.block(from, root.split()));
        open++;
      }
    }
    long done = 0;
    for (; open > 0; open--) {
      done += finished(blocks);
      progress.drawn(done, (long) draws * sizes.size());
    }
  }

  private static int finished(CompletionService<Integer> blocks) throws InterruptedException {
    try {
      return blocks.take().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the reference could not be split", e.getCause());
    }
  }

  // Draws are short and look for interrupts between them, so this never takes long.
  private static void awaitEnd(List<Thread> drawing) {
    boolean interrupted = false;
    for (Thread thread : drawing) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable block, List<Thread> drawing) {
    Thread thread = new Thread(block, "calibration");
    thread.setDaemon(true);
    drawing.add(thread);
    return thread;
  }
}
