package io.saccade.processor.source;

import java.util.function.IntConsumer;

/**
 * One attempt at fetching an image.
 *
 * @param most bytes
 * @param deadlineNanos by {@link System#nanoTime}
 * @param length is told how many bytes will come, where that is known before they do
 */
record Attempt(int most, long deadlineNanos, IntConsumer length) {

  long leftNanos() {
    return deadlineNanos - System.nanoTime();
  }
}
