package io.saccade.bench.jmh;

import io.saccade.model.bundle.OutputKind;
import io.saccade.processor.serving.Scores;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the model's raw outputs to the most probable classes, for 1,000 classes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScoresBenchmark {

  private static final int CLASSES = 1_000;
  private static final int TOP = 5;

  private final float[] logits = logits();
  private final float[] scores = new float[CLASSES];
  private final double[] scratch = new double[CLASSES];

  private static float[] logits() {
    Random random = new Random(1);
    float[] logits = new float[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      logits[i] = (float) (4 * random.nextGaussian());
    }
    return logits;
  }

  @Benchmark
  public int[] softmaxAndTop() {
    System.arraycopy(logits, 0, scores, 0, CLASSES);
    Scores.toProbabilities(OutputKind.LOGITS, scores, scratch);
    return Scores.top(scores, TOP);
  }
}
