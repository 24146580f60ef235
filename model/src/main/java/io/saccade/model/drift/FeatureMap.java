package io.saccade.model.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Random Fourier features (Rahimi and Recht 2007) of a vector that describes an image: it is
 * standardised, projected on the reference's principal components, and mapped to 256 cosines whose
 * mean over many images tells their distributions apart (Zhao and Meng 2015). Thread-safe.
 */
final class FeatureMap {

  private static final int COUNT = Layout.RANDOM_FEATURES;
  private static final int STEPS = 1 << 12;
  private static final int SAMPLE = 1000;

  /** Cosines over one turn, in fixed point, and the first again; the same on every machine. */
  private static final float[] COSINES = cosines();

  private final Projection projection;
  private final long seed;
  private final double bandwidth;
  private final float[] weights;
  private final float[] phases;

  /**
   * The map that the seed and the bandwidth determine.
   *
   * @param bandwidth the distance at which two images are half alike, in projected units
   */
  FeatureMap(Projection projection, long seed, double bandwidth) {
    if (!(bandwidth > 0) || !Double.isFinite(bandwidth)) {
      throw new IllegalArgumentException("bandwidth must be positive, but was " + bandwidth);
    }
    this.projection = projection;
    this.seed = seed;
    this.bandwidth = bandwidth;
    this.weights = new float[projection.components() * COUNT];
    this.phases = new float[COUNT];
    // Its algorithm is part of the platform's specification, unlike that of newer generators.
    Random random = new Random(seed);
    double turns = 1 / (2 * Math.PI * bandwidth);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextGaussian() * turns);
    }
    for (int k = 0; k < COUNT; k++) {
      phases[k] = (float) random.nextDouble();
    }
  }

  /**
   * The map for these vectors, all of one length: the bandwidth is the median distance of a
   * thousand of them, evenly spaced.
   */
  static FeatureMap fitted(List<float[]> vectors, long seed) {
    Projection projection = PrincipalComponents.fit(vectors);
    List<float[]> sample = new ArrayList<>();
    int step = Math.max(1, vectors.size() / SAMPLE);
    for (int i = 0; i < vectors.size() && sample.size() < SAMPLE; i += step) {
      sample.add(projection.project(vectors.get(i)));
    }
    return new FeatureMap(projection, seed, medianDistance(sample));
  }

  /** Of those that are apart; 1 where none are. */
  private static double medianDistance(List<float[]> points) {
    double[] distances = new double[points.size() * (points.size() - 1) / 2];
    int count = 0;
    for (int i = 0; i < points.size(); i++) {
      for (int j = 0; j < i; j++) {
        double squared = 0;
        for (int k = 0; k < points.get(i).length; k++) {
          double off = points.get(i)[k] - points.get(j)[k];
          squared += off * off;
        }
        if (squared > 0) {
          distances[count++] = squared;
        }
      }
    }
    Arrays.sort(distances, 0, count);
    return count == 0 ? 1 : Math.sqrt(distances[count / 2]);
  }

  private static float[] cosines() {
    float[] table = new float[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      table[i] = (float) (StrictMath.cos(2 * Math.PI * i / STEPS) * FixedPoint.ONE);
    }
    return table;
  }

  Projection projection() {
    return projection;
  }

  long seed() {
    return seed;
  }

  double bandwidth() {
    return bandwidth;
  }

  /** The cosines of one vector, in fixed point. */
  int[] map(float[] vector) {
    float[] projected = projection.project(vector);
    float[] turns = phases.clone();
    for (int j = 0; j < projected.length; j++) {
      float value = projected[j];
      int row = j * COUNT;
      for (int k = 0; k < COUNT; k++) {
        turns[k] += value * weights[row + k];
      }
    }
    int[] cosines = new int[COUNT];
    for (int k = 0; k < COUNT; k++) {
      cosines[k] = cosine(turns[k]);
    }
    return cosines;
  }

  private static int cosine(float turns) {
    double within = (turns - Math.floor(turns)) * STEPS;
    int step = (int) within; // NaN, of a vector that is not finite, is 0.
    float low = COSINES[step];
    float high = COSINES[Math.min(step + 1, STEPS)];
    return (int) Math.rint(low + (within - step) * (high - low));
  }
}
