package io.saccade.processor.lookahead;

/** What a worker does. */
enum Duty {
  /** Runs batches, and decodes while there is none to run: a core of a CPU. */
  BOTH,
  /** Runs batches and nothing else: the thread of a device. */
  RUN,
  /** Decodes and nothing else. */
  DECODE;

  boolean runs() {
    return this != DECODE;
  }

  boolean decodes() {
    return this != RUN;
  }
}
