package io.saccade.model.drift;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** The statistics as their definitions read, on raw values, with nothing taken together before. */
final class Plain {

  private Plain() {}

  /** Pools rare classes as documented, and makes the chi-square a normal variable. */
  static double labels(List<Blobs.Seen> one, List<Blobs.Seen> other) {
    int classes = one.get(0).logits().length;
    double share = one.size() / (double) (one.size() + other.size());
    double[] groups = new double[classes];
    double[] others = new double[classes];
    int last = -1;
    int pool = -1;
    for (int c = 0; c < classes; c++) {
      groups[c] = count(one, c);
      others[c] = count(other, c);
      if ((groups[c] + others[c]) * Math.min(share, 1 - share) >= 1) {
        last = c;
        continue;
      }
      if (pool >= 0) {
        move(groups, c, pool);
        move(others, c, pool);
      } else {
        pool = c;
      }
      if ((groups[pool] + others[pool]) * Math.min(share, 1 - share) >= 1) {
        last = pool;
        pool = -1;
      }
    }
    if (pool >= 0 && last >= 0) {
      move(groups, pool, last);
      move(others, pool, last);
    }
    return normal(groups, others, share);
  }

  private static double normal(double[] groups, double[] others, double share) {
    double sum = 0;
    int degrees = -1;
    for (int c = 0; c < groups.length; c++) {
      double both = groups[c] + others[c];
      if (both > 0) {
        degrees++;
        sum += Math.pow(groups[c] - both * share, 2) / (both * share);
        sum += Math.pow(others[c] - both * (1 - share), 2) / (both * (1 - share));
      }
    }
    double variance = 2.0 / (9 * degrees);
    return (Math.cbrt(sum / degrees) - 1 + variance) / Math.sqrt(variance);
  }

  private static void move(double[] counts, int from, int to) {
    counts[to] += counts[from];
    counts[from] = 0;
  }

  private static double count(List<Blobs.Seen> images, int label) {
    return images.stream().filter(seen -> label(seen) == label).count();
  }

  static int label(Blobs.Seen seen) {
    int best = 0;
    for (int c = 1; c < seen.logits().length; c++) {
      best = seen.probabilities()[c] > seen.probabilities()[best] ? c : best;
    }
    return best;
  }

  /** The largest difference, at any edge, of the shares of values whose bin is below it. */
  static double binnedDistance(
      Edges edges,
      ToDoubleFunction<Blobs.Seen> value,
      List<Blobs.Seen> one,
      List<Blobs.Seen> other) {
    int[] bins = bins(edges, value, one);
    int[] others = bins(edges, value, other);
    double largest = 0;
    for (int bin = 0; bin <= edges.count(); bin++) {
      largest = Math.max(largest, Math.abs(below(bin, bins) - below(bin, others)));
    }
    return largest;
  }

  private static int[] bins(
      Edges edges, ToDoubleFunction<Blobs.Seen> value, List<Blobs.Seen> images) {
    return images.stream().mapToInt(s -> edges.bin((float) value.applyAsDouble(s))).toArray();
  }

  private static double below(int limit, int[] bins) {
    return Arrays.stream(bins).filter(bin -> bin < limit).count() / (double) bins.length;
  }

  /** The value of a series of the output, from its name. */
  static double value(ReferenceProfile profile, String series, Blobs.Seen seen) {
    float[] p = seen.probabilities();
    return switch (series) {
      case "max.probability" -> p[label(seen)];
      case "margin" -> p[label(seen)] - second(seen);
      case "energy" -> Math.log(p[label(seen)]) - seen.logits()[label(seen)];
      case "entropy" -> entropy(p);
      case "classes.other" -> others(profile, p);
      default -> p[index(series)];
    };
  }

  private static double entropy(float[] probabilities) {
    double sum = 0;
    for (double p : probabilities) {
      sum -= p > 0 ? p * Math.log(p) : 0;
    }
    return sum;
  }

  private static double others(ReferenceProfile profile, float[] probabilities) {
    double others = 1;
    for (Series one : profile.series()) {
      others -= one.name().startsWith("class.") ? probabilities[index(one.name())] : 0;
    }
    return Math.max(0, others);
  }

  private static int index(String series) {
    return Integer.parseInt(series.substring("class.".length()));
  }

  private static float second(Blobs.Seen seen) {
    float second = 0;
    int label = label(seen);
    for (int c = 0; c < seen.probabilities().length; c++) {
      second = c == label ? second : Math.max(second, seen.probabilities()[c]);
    }
    return second;
  }

  /** The weights anew from the seed, the projection and the cosines in double precision. */
  static double squaredMeanDistance(
      ReferenceProfile profile, List<Blobs.Seen> one, List<Blobs.Seen> other) {
    double[] mean = meanFeatures(profile.features(), one);
    double[] otherMean = meanFeatures(profile.features(), other);
    double sum = 0;
    for (int k = 0; k < mean.length; k++) {
      sum += (mean[k] - otherMean[k]) * (mean[k] - otherMean[k]);
    }
    return sum;
  }

  private static double[] meanFeatures(FeatureMap map, List<Blobs.Seen> images) {
    double[] mean = new double[256];
    for (Blobs.Seen seen : images) {
      double[] features = features(map, seen.features());
      for (int k = 0; k < mean.length; k++) {
        mean[k] += features[k] / images.size();
      }
    }
    return mean;
  }

  static double[] features(FeatureMap map, float[] vector) {
    Projection projection = map.projection();
    double[] point = new double[projection.components()];
    for (int j = 0; j < point.length; j++) {
      point[j] = -projection.offsets()[j];
      for (int i = 0; i < vector.length; i++) {
        point[j] += (double) projection.matrix()[j * vector.length + i] * vector[i];
      }
    }
    Random random = new Random(map.seed());
    double[] angles = new double[256];
    for (double coordinate : point) {
      for (int k = 0; k < angles.length; k++) {
        angles[k] += coordinate * random.nextGaussian() / map.bandwidth();
      }
    }
    double[] features = new double[256];
    for (int k = 0; k < features.length; k++) {
      features[k] = Math.sqrt(2.0 / 256) * Math.cos(angles[k] + 2 * Math.PI * random.nextDouble());
    }
    return features;
  }
}
