package io.saccade.model.drift;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgelsd;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;

import java.util.Arrays;
import java.util.Optional;

/**
 * The shares of the true classes that would explain the shares of the predicted ones, if only the
 * former had changed (BBSE, Lipton et al. 2018): the least squares solution by LAPACK, no share
 * below 0.
 *
 * @param shares for each class, adding up to 1
 * @param condition how much the confusion matrix magnifies errors of the predicted shares: up to
 *     about 10 the shares can be trusted; infinite where classes cannot be told apart
 */
@SuppressWarnings("ArrayRecordComponent") // As many as there are classes; made for one reader.
public record Priors(double[] shares, double condition) {

  /** With more classes the matrix has too few images in each cell to be solved. */
  private static final int MOST_CLASSES = 128;

  private static final double NEGLIGIBLE = 1e-9;

  static Optional<Priors> of(Confusion confusion, WindowSums window) {
    int classes = confusion.classes();
    if (classes > MOST_CLASSES) {
      return Optional.empty();
    }
    Blas.load();
    double[] truths = new double[classes];
    double[] matrix = confusion.shares(truths);
    double[] solution = new double[classes];
    for (int c = 0; c < classes; c++) {
      solution[c] = window.label(c) / (double) window.images();
    }
    double[] singular = new double[classes];
    int failure =
        LAPACKE_dgelsd(
            LAPACK_ROW_MAJOR,
            classes,
            classes,
            1,
            matrix,
            classes,
            solution,
            1,
            singular,
            NEGLIGIBLE,
            new int[1]);
    if (failure != 0) {
      return Optional.empty();
    }
    double least = singular[classes - 1];
    boolean solvable = least > NEGLIGIBLE * singular[0];
    double condition = solvable ? singular[0] / least : Double.POSITIVE_INFINITY;
    return shares(solution, truths).map(shares -> new Priors(shares, condition));
  }

  /** From how much more frequent each class is than in the reference. */
  private static Optional<double[]> shares(double[] ratios, double[] truths) {
    double[] shares = new double[ratios.length];
    for (int c = 0; c < shares.length; c++) {
      shares[c] = Math.max(0, ratios[c] * truths[c]);
    }
    double sum = Arrays.stream(shares).sum();
    return sum > 0
        ? Optional.of(Arrays.stream(shares).map(share -> share / sum).toArray())
        : Optional.empty();
  }
}
