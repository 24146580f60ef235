package io.saccade.model.drift;

import io.saccade.model.image.ImageProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes a reference from what a model said of held-out images. Holds all of it until it is built:
 * four bytes for each probability, logit and feature of each image. Not thread-safe.
 */
public final class ProfileBuilder {

  private static final double HIGH = 0.99;
  private static final int FEWEST = 10;

  /** More find no better components, and are better counted. */
  private static final int MOST_DECIDING = 5_000;

  private final ProfileBinding binding;
  private final long seed;
  private final List<ReferenceImage> images = new ArrayList<>();

  /**
   * A reference, and what it was made of.
   *
   * @param rows what each image that is counted added, for calibration
   */
  public record Built(ReferenceProfile profile, ReferenceRows rows) {}

  /**
   * Begins a reference.
   *
   * @param seed decides the random features; equal images and seeds give equal references
   */
  public ProfileBuilder(ProfileBinding binding, long seed) {
    this.binding = binding;
    this.seed = seed;
  }

  /**
   * Adds an image. The arrays are copied.
   *
   * @param probabilities one for each class
   * @param logits as many, where the model gives them
   * @param features what the model exports beside its classes, where it does
   * @param truth the true class, where it is known
   * @throws IllegalArgumentException if anything has another length than for the first image
   */
  public void add(
      float[] probabilities,
      float @Nullable [] logits,
      float @Nullable [] features,
      ImageProperties properties,
      OptionalInt truth) {
    ReferenceImage image = new ReferenceImage(probabilities, logits, features, properties, truth);
    image.requireLike(images.isEmpty() ? image : images.get(0));
    images.add(image);
  }

  /** How many images were added. */
  public int size() {
    return images.size();
  }

  /**
   * Makes the reference of all images that were added. A fifth of them, drawn at random, decide the
   * series, their edges, the principal components and the bandwidth; the others are counted.
   *
   * <p>No image may do both. Components fit the images that they were found in better than any
   * others, and classes that were chosen as heavy were heavy by chance too: every window of other
   * images would look as if something had changed, which splitting those same images cannot show.
   * With as many noisy features as a quarter of the images, every window alarms.
   *
   * @throws IllegalStateException if there are fewer than ten
   */
  public Built build() {
    if (images.size() < FEWEST) {
      throw new IllegalStateException(
          "a reference has at least %d images, not %d".formatted(FEWEST, images.size()));
    }
    List<ReferenceImage> drawn = new ArrayList<>(images);
    Collections.shuffle(drawn, new Random(seed));
    int deciding = Math.min(images.size() / 5, MOST_DECIDING);
    ReferenceProfile empty = empty(drawn.subList(0, deciding));
    Observer observer = empty.observer();
    List<Observation> rows =
        drawn.subList(deciding, drawn.size()).stream()
            .map(image -> image.observed(observer))
            .toList();
    WindowSums sums = new WindowSums(empty.layout());
    rows.forEach(sums::add);
    return new Built(empty.withSums(sums), new ReferenceRows(rows, sums));
  }

  private ReferenceProfile empty(List<ReferenceImage> deciding) {
    ReferenceImage first = images.get(0);
    boolean logits = first.logits() != null;
    OutputSeries outputSeries = OutputSeries.of(meanProbabilities(deciding), logits);
    Embedding embedding = Embedding.of(first.features() != null, logits);
    List<float[]> vectors =
        deciding.stream().map(i -> embedding.vector(i.output(), i.features())).toList();
    FeatureMap features = FeatureMap.fitted(vectors, seed);
    return new ReferenceProfile(
        binding,
        new ReferenceProfile.Views(outputSeries, embedding, features),
        series(outputSeries, deciding),
        calibrated(logits),
        new WindowSums(new Layout(outputSeries.classes(), outputSeries.count())));
  }

  private static double[] meanProbabilities(List<ReferenceImage> deciding) {
    double[] means = new double[deciding.get(0).probabilities().length];
    for (ReferenceImage image : deciding) {
      for (int c = 0; c < means.length; c++) {
        means[c] += image.probabilities()[c] / deciding.size();
      }
    }
    return means;
  }

  private static List<Series> series(OutputSeries outputSeries, List<ReferenceImage> deciding) {
    List<float[]> outputs =
        deciding.stream().map(image -> outputSeries.values(image.output())).toList();
    List<float[]> properties =
        deciding.stream().map(image -> ImageSeries.values(image.properties())).toList();
    List<Series> series = new ArrayList<>();
    addSeries(series, outputSeries.names(), outputs);
    addSeries(series, ImageSeries.NAMES, properties);
    return series;
  }

  private static void addSeries(List<Series> series, List<String> names, List<float[]> values) {
    for (int s = 0; s < names.size(); s++) {
      float[] column = new float[values.size()];
      for (int i = 0; i < column.length; i++) {
        column[i] = values.get(i)[s];
      }
      series.add(Series.of(names.get(s), column));
    }
  }

  private ReferenceProfile.Calibrated calibrated(boolean logits) {
    List<ReferenceImage> labelled = images.stream().filter(i -> i.truth().isPresent()).toList();
    double highEnergy = Double.NaN;
    if (logits) {
      double[] energies = images.stream().mapToDouble(i -> i.output().energy()).toArray();
      Arrays.sort(energies);
      highEnergy = energies[(int) (HIGH * (energies.length - 1))];
    }
    return labelled.isEmpty()
        ? new ReferenceProfile.Calibrated(1, highEnergy, Optional.empty())
        : new ReferenceProfile.Calibrated(
            Temperature.fit(labelled), highEnergy, Optional.of(Confusion.of(labelled)));
  }
}
