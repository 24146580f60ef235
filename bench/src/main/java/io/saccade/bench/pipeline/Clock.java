package io.saccade.bench.pipeline;

/** What a measurement reads: the time, and the processor time that was spent on it. */
interface Clock {

  /** Now, in nanoseconds from some origin. */
  long nanos();

  /** Processor time of this process and the broker together, in nanoseconds from their start. */
  long cpuNanos();
}
