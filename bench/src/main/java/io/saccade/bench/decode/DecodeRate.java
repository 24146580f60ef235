package io.saccade.bench.decode;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Takes one class of images one way on some threads, over and over. */
final class DecodeRate {

  private final int tensorBytes;
  private final Duration time;

  /**
   * Measures for so long.
   *
   * @param tensorBytes of one image's tensor
   */
  DecodeRate(int tensorBytes, Duration time) {
    this.tensorBytes = tensorBytes;
    this.time = time;
  }

  /** A tensor for one thread. */
  ByteBuffer tensor() {
    return ByteBuffer.allocateDirect(tensorBytes).order(ByteOrder.nativeOrder());
  }

  /** Images a second; a third of the time goes before, unmeasured. */
  double of(Way way, ImageClass images, int threads)
      throws CommandFailedException, InterruptedException {
    run(way, images, threads, time.dividedBy(3));
    return run(way, images, threads, time);
  }

  private double run(Way way, ImageClass images, int threads, Duration time)
      throws CommandFailedException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long end = System.nanoTime() + time.toNanos();
      List<Callable<Double>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int first = i;
        calls.add(() -> thread(way, images.images(), first, end));
      }
      double rate = 0;
      for (Future<Double> call : pool.invokeAll(calls)) {
        rate += call.get();
      }
      return rate;
    } catch (ExecutionException e) {
      throw new CommandFailedException("decoding failed: " + BadEndings.message(e), e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Threads start at images of their own, and each goes over whole images only. */
  private double thread(Way way, List<byte[]> images, int first, long end) {
    ByteBuffer tensor = tensor();
    long started = System.nanoTime();
    long done = 0;
    long now;
    do { // once at least, where the machine was busy with something else all the time
      way.write(
          ByteBuffer.wrap(images.get((int) ((first + done) % images.size()))), tensor.clear());
      done++;
      now = System.nanoTime();
    } while (now < end);
    return done * 1e9 / (now - started);
  }
}
