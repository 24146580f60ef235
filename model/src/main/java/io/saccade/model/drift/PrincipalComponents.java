package io.saccade.model.drift;

import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.CblasUpper;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevr;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;

import java.util.List;

/**
 * Fits a {@link Projection} to vectors: each element is brought to mean 0 and deviation 1, and the
 * 32 directions in which the result varies most are kept, or as many as there are. The components
 * come from LAPACK.
 */
final class PrincipalComponents {

  /** Of the largest eigenvalue; what is smaller is rounding. */
  private static final double NEGLIGIBLE = 1e-9;

  private static final int CHUNK = 256;

  private final List<float[]> vectors;
  private final int width;
  private final double[] means;
  private final double[] scales;

  private PrincipalComponents(List<float[]> vectors) {
    this.vectors = vectors;
    this.width = vectors.get(0).length;
    this.means = new double[width];
    this.scales = new double[width];
    standardise();
  }

  static Projection fit(List<float[]> vectors) {
    Blas.load();
    return new PrincipalComponents(vectors).projection();
  }

  private void standardise() {
    for (float[] vector : vectors) {
      for (int i = 0; i < width; i++) {
        means[i] += vector[i];
      }
    }
    for (int i = 0; i < width; i++) {
      means[i] /= vectors.size();
    }
    for (float[] vector : vectors) {
      for (int i = 0; i < width; i++) {
        scales[i] += (vector[i] - means[i]) * (vector[i] - means[i]);
      }
    }
    for (int i = 0; i < width; i++) {
      double deviation = Math.sqrt(scales[i] / vectors.size());
      // An element that never varied says nothing that can be measured in deviations.
      scales[i] = deviation > NEGLIGIBLE * Math.abs(means[i]) ? 1 / deviation : 0;
    }
  }

  private double[] covariance() {
    double[] covariance = new double[width * width];
    double[] chunk = new double[CHUNK * width];
    for (int from = 0; from < vectors.size(); from += CHUNK) {
      int rows = Math.min(CHUNK, vectors.size() - from);
      for (int r = 0; r < rows; r++) {
        float[] vector = vectors.get(from + r);
        for (int i = 0; i < width; i++) {
          chunk[r * width + i] = (vector[i] - means[i]) * scales[i];
        }
      }
      double weight = 1.0 / vectors.size();
      cblas_dsyrk(
          CblasRowMajor,
          CblasUpper,
          CblasTrans,
          width,
          rows,
          weight,
          chunk,
          width,
          1,
          covariance,
          width);
    }
    return covariance;
  }

  private Projection projection() {
    int wanted = Math.min(Projection.MOST, width);
    double[] values = new double[width];
    double[] columns = new double[width * wanted];
    int[] found = new int[1];
    int failure =
        LAPACKE_dsyevr(
            LAPACK_ROW_MAJOR,
            (byte) 'V',
            (byte) 'I',
            (byte) 'U',
            width,
            covariance(),
            width,
            0,
            0,
            width - wanted + 1,
            width,
            0,
            found,
            values,
            columns,
            wanted,
            new int[2 * wanted]);
    if (failure != 0) {
      throw new IllegalArgumentException(
          "the features have no principal components: LAPACK answered " + failure);
    }
    int kept = 1;
    while (kept < found[0] && values[found[0] - 1 - kept] > NEGLIGIBLE * values[found[0] - 1]) {
      kept++;
    }
    float[] matrix = new float[kept * width];
    float[] offsets = new float[kept];
    for (int j = 0; j < kept; j++) {
      offsets[j] = component(columns, wanted, found[0] - 1 - j, matrix, j * width);
    }
    return new Projection(width, matrix, offsets);
  }

  /** Copies one out, its largest element positive, and gives what it makes of the mean. */
  private float component(double[] columns, int count, int column, float[] matrix, int at) {
    double largest = 0;
    for (int i = 0; i < width; i++) {
      double element = columns[i * count + column];
      largest = Math.abs(element) > Math.abs(largest) ? element : largest;
    }
    double offset = 0;
    for (int i = 0; i < width; i++) {
      matrix[at + i] = (float) (columns[i * count + column] * Math.signum(largest) * scales[i]);
      offset += matrix[at + i] * means[i];
    }
    return (float) offset;
  }
}
