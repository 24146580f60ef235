package io.saccade.bench.jmh;

import io.saccade.processor.batch.Batch;
import io.saccade.processor.batch.BatchSource;
import io.saccade.processor.batch.Batcher;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.batch.Patience;
import io.saccade.processor.batch.Place;
import io.saccade.processor.batch.RunTimes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One image's way through the batcher: a row claimed, filled, run and given back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatcherBenchmark {

  private static final int LANES = 4;
  private static final int CAPACITY = 16;
  private static final String IMAGE = "image";

  /** One batch, used again and again. */
  private static final class OneBatch implements BatchSource<String> {

    private final Buckets buckets = Buckets.fine(CAPACITY);
    private final Patience patience = new Patience(buckets, new RunTimes(buckets), 0);

    @Override
    public Buckets buckets() {
      return buckets;
    }

    @Override
    public Patience patience() {
      return patience;
    }

    @Override
    public void ran(int rows, long tookNanos) {
      // Nothing waits, so nothing is predicted.
    }

    @Override
    public @Nullable String borrow() {
      return "tensors";
    }

    @Override
    public void giveBack(String tensors) {
      // There is no end to them.
    }
  }

  private final BatchSource<String> source = new OneBatch();
  private final Batcher<String, String> batcher = new Batcher<>(LANES);
  private long nanos;

  @Benchmark
  @OperationsPerInvocation(CAPACITY)
  public int claimFillAndPoll() {
    for (int i = 0; i < CAPACITY; i++) {
      batcher.arrived(++nanos);
      Place<String, String> place = batcher.claim(source, IMAGE, nanos, LANES * CAPACITY);
      if (place != null) {
        batcher.fill(place);
      }
    }
    Batch<String, String> batch = batcher.poll(LANES * CAPACITY, ++nanos);
    if (batch == null) {
      throw new IllegalStateException("a full batch is ready");
    }
    batcher.recycle(batch);
    return batch.rows();
  }
}
