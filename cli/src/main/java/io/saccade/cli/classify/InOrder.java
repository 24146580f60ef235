package io.saccade.cli.classify;

import io.saccade.cli.files.ImageFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Classifies files on several threads and hands the answers out in the files' order. */
final class InOrder {

  private static final int AHEAD = 8;

  private InOrder() {}

  /**
   * Classifies all files.
   *
   * @param threads how many run at a time
   * @param answers is handed every answer, in order, on the calling thread
   */
  static void classify(
      FileClassifier classifier, List<ImageFile> files, int threads, Consumer<Answer> answers)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Deque<Future<Answer>> underWay = new ArrayDeque<>();
      for (ImageFile file : files) {
        if (underWay.size() == threads * AHEAD) {
          answers.accept(await(underWay.remove()));
        }
        underWay.add(pool.submit(() -> classifier.classify(file)));
      }
      while (!underWay.isEmpty()) {
        answers.accept(await(underWay.remove()));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static Answer await(Future<Answer> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      // A file's faults are answers; what is thrown is a bug or a broken machine.
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a classification ended with " + e.getCause(), e.getCause());
    }
  }
}
