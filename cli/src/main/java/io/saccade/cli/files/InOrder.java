package io.saccade.cli.files;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Works on files on several threads and hands the results out in the files' order. */
public final class InOrder {

  private static final int AHEAD = 8;

  private InOrder() {}

  /**
   * What is done with a file. What is wrong with a file is a result; what is thrown ends it all.
   */
  @FunctionalInterface
  public interface Work<R> {
    /** Works on a file, on any thread. */
    R on(ImageFile file) throws Exception;
  }

  /**
   * Works on all files.
   *
   * @param threads how many run at a time
   * @param results is handed every result, in order, on the calling thread
   */
  public static <R> void work(List<ImageFile> files, int threads, Work<R> work, Consumer<R> results)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Deque<Future<R>> underWay = new ArrayDeque<>();
      for (ImageFile file : files) {
        if (Thread.interrupted()) { // Results that are there already are handed out without a look.
          throw new InterruptedException("interrupted before " + file.name());
        }
        if (underWay.size() == threads * AHEAD) {
          results.accept(await(underWay.remove()));
        }
        underWay.add(pool.submit(() -> work.on(file)));
      }
      while (!underWay.isEmpty()) {
        results.accept(await(underWay.remove()));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static <R> R await(Future<R> result) throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("work on a file ended with " + e.getCause(), e.getCause());
    }
  }
}
