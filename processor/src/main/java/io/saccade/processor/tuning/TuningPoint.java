package io.saccade.processor.tuning;

/**
 * One way to run a model.
 *
 * @param lanes how many batches run at once, at least 1
 * @param threads how many threads work on one batch, at least 1
 * @param decoders how many threads only decode; 0 where the lanes decode as well
 * @param batch the most images of a batch, at least 1
 */
public record TuningPoint(int lanes, int threads, int decoders, int batch) {

  public TuningPoint {
    if (lanes < 1 || threads < 1 || decoders < 0 || batch < 1) {
      throw new IllegalArgumentException(
          "lanes, threads and batch must be at least 1, and decoders at least 0, but were %d, %d, %d and %d"
              .formatted(lanes, threads, batch, decoders));
    }
  }

  /** The same with batches of another size. */
  TuningPoint withBatch(int other) {
    return new TuningPoint(lanes, threads, decoders, other);
  }

  /** Whether the two differ in the size of their batches at most. */
  boolean hasShapeOf(TuningPoint other) {
    return withBatch(1).equals(other.withBatch(1));
  }

  /** How many threads it keeps, those inside the model included. */
  int allThreads() {
    return lanes * threads + decoders;
  }

  @Override
  public String toString() {
    return "%d lanes x %d threads, %d decoders, batches of %d"
        .formatted(lanes, threads, decoders, batch);
  }
}
