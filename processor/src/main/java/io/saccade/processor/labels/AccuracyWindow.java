package io.saccade.processor.labels;

import io.saccade.processor.accuracy.AnswerStream;

/**
 * A window of a stream.
 *
 * @param start when it begins, in milliseconds
 */
record AccuracyWindow(AnswerStream stream, AccuracyScale scale, long start) {

  /** When it ends, exclusive. */
  long end() {
    return start + scale.length().toMillis();
  }
}
