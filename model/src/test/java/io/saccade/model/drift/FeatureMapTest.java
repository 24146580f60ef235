package io.saccade.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FeatureMapTest {

  private final Random random = new Random(8);

  @Test
  void isTheCosinesOfADoublePrecisionComputation() {
    List<float[]> vectors = gaussians(400, 50);
    FeatureMap map = FeatureMap.fitted(vectors, 3);

    for (float[] vector : vectors.subList(0, 50)) {
      int[] cosines = map.map(vector);
      double[] plain = Plain.features(map, vector);
      for (int k = 0; k < plain.length; k++) {
        double cosine = plain[k] / Math.sqrt(2.0 / 256);
        assertThat(FixedPoint.toDouble(cosines[k])).isCloseTo(cosine, within(2e-5));
      }
    }
  }

  /** The point of the features: their products are a Gaussian kernel, up to 1 in sqrt(256). */
  @Test
  void multipliesToTheKernelOfItsBandwidth() {
    List<float[]> vectors = gaussians(400, 20);
    FeatureMap map = FeatureMap.fitted(vectors, 3);

    double worst = 0;
    for (int i = 0; i < 200; i += 2) {
      double[] one = Plain.features(map, vectors.get(i));
      double[] other = Plain.features(map, vectors.get(i + 1));
      double product = 0;
      for (int k = 0; k < one.length; k++) {
        product += one[k] * other[k];
      }
      float[] from = map.projection().project(vectors.get(i));
      float[] to = map.projection().project(vectors.get(i + 1));
      double kernel = Math.exp(-squared(from, to) / (2 * map.bandwidth() * map.bandwidth()));
      worst = Math.max(worst, Math.abs(product - kernel));
    }
    assertThat(worst).isLessThan(0.25);
  }

  @Test
  void takesTheMedianDistanceAsItsBandwidth() {
    List<float[]> vectors = gaussians(101, 3);
    FeatureMap map = FeatureMap.fitted(vectors, 3);

    List<Double> distances = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      for (int j = 0; j < i; j++) {
        float[] from = map.projection().project(vectors.get(i));
        distances.add(Math.sqrt(squared(from, map.projection().project(vectors.get(j)))));
      }
    }
    distances.sort(null);
    assertThat(map.bandwidth()).isCloseTo(distances.get(distances.size() / 2), within(1e-4));
  }

  /** Along known directions the data vary by known amounts; all but 32 are noise. */
  @Test
  void keepsTheDirectionsThatVaryMost() {
    List<float[]> vectors = new ArrayList<>();
    for (int n = 0; n < 3000; n++) {
      float[] vector = new float[100];
      for (int group = 0; group < 10; group++) {
        float common = (float) random.nextGaussian() * (group + 1);
        for (int i = group * 10; i < group * 10 + 10; i++) {
          // Within a group all elements go together, and the groups do not.
          vector[i] = common + (float) random.nextGaussian() * 0.05f * (group + 1) + 7;
        }
      }
      vectors.add(vector);
    }
    Projection projection = PrincipalComponents.fit(vectors);

    double[] variances = variances(projection, vectors);
    assertThat(projection.components()).isEqualTo(32);
    // Ten standardised elements that go together vary by ten; of 100 nothing much is left.
    for (int j = 0; j < 32; j++) {
      assertThat(variances[j]).isCloseTo(j < 10 ? 10 : 0, within(j < 10 ? 1.5 : 0.1));
      assertThat(variances[j]).isLessThanOrEqualTo(variances[Math.max(0, j - 1)] * 1.001);
    }
  }

  @Test
  void keepsNoMoreDirectionsThanThereAre() {
    List<float[]> vectors = new ArrayList<>();
    for (float[] vector : gaussians(200, 2)) {
      vectors.add(new float[] {vector[0], vector[1], vector[0] + vector[1], 5, vector[0]});
    }
    Projection projection = PrincipalComponents.fit(vectors);

    assertThat(projection.components()).isEqualTo(2);
    float[] moved = vectors.get(0).clone();
    moved[3] = 500; // It never varied, so nothing tells whether this is far.
    assertThat(projection.project(moved)).containsExactly(projection.project(vectors.get(0)));
  }

  @Test
  void hasAMapEvenWhereAllVectorsAreTheSame() {
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      vectors.add(new float[] {1, 2, 3});
    }
    FeatureMap map = FeatureMap.fitted(vectors, 3);

    assertThat(map.bandwidth()).isEqualTo(1);
    assertThat(map.map(vectors.get(0))).isEqualTo(map.map(new float[] {1, 2, 3}));
  }

  @Test
  void isDecidedByTheSeed() {
    List<float[]> vectors = gaussians(50, 6);

    int[] cosines = FeatureMap.fitted(vectors, 3).map(vectors.get(0));

    assertThat(FeatureMap.fitted(vectors, 3).map(vectors.get(0))).isEqualTo(cosines);
    assertThat(FeatureMap.fitted(vectors, 4).map(vectors.get(0))).isNotEqualTo(cosines);
  }

  @Test
  void refusesAVectorOfAnotherLength() {
    FeatureMap map = FeatureMap.fitted(gaussians(50, 6), 3);

    assertThatThrownBy(() -> map.map(new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vector must have 6 elements, but has 7");
  }

  private List<float[]> gaussians(int count, int width) {
    List<float[]> vectors = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      float[] vector = new float[width];
      for (int i = 0; i < width; i++) {
        vector[i] = (float) random.nextGaussian();
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static double squared(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return sum;
  }

  private static double[] variances(Projection projection, List<float[]> vectors) {
    double[] variances = new double[projection.components()];
    for (float[] vector : vectors) {
      float[] components = projection.project(vector);
      for (int j = 0; j < variances.length; j++) {
        variances[j] += components[j] * components[j] / vectors.size();
      }
    }
    return variances;
  }
}
