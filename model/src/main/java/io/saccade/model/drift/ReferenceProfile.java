package io.saccade.model.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is normal for a model: the sums over the images of its reference, and all that it takes to
 * observe further images in the same terms. Holds no image and no features of any one. Immutable
 * and thread-safe, as long as nobody adds to {@link #sums()}.
 */
public final class ReferenceProfile {

  private final ProfileBinding binding;
  private final OutputSeries outputSeries;
  private final Embedding embedding;
  private final FeatureMap features;
  private final List<Series> series;
  private final Calibrated confidence;
  private final WindowSums sums;

  /**
   * What tells how sure a model may be.
   *
   * @param temperature what the logits are divided by, 1 where the reference has no true labels
   * @param highEnergy the 99th percentile of the energy, NaN without logits
   * @param confusion predicted against true classes, where the reference has them
   */
  record Calibrated(double temperature, double highEnergy, Optional<Confusion> confusion) {

    /** Refuses what is no temperature. */
    Calibrated {
      if (!(temperature > 0) || !Double.isFinite(temperature)) {
        throw new IllegalArgumentException("temperature must be positive, but was " + temperature);
      }
      if (Double.isInfinite(highEnergy)) {
        throw new IllegalArgumentException("highEnergy must be finite, but was " + highEnergy);
      }
    }
  }

  /** The series of outputs and of the vector that stands for an image, and how it is mapped. */
  record Views(OutputSeries outputSeries, Embedding embedding, FeatureMap features) {

    /** Refuses a vector of another length than the model gives. */
    Views {
      boolean exported = embedding == Embedding.FEATURES;
      if (!exported && embedding != Embedding.of(false, outputSeries.logits())) {
        throw new IllegalArgumentException("embedding must not be " + embedding);
      }
      if (!exported && features.projection().width() != outputSeries.classes()) {
        throw new IllegalArgumentException("the projection must be of as many values as classes");
      }
    }
  }

  ReferenceProfile(
      ProfileBinding binding,
      Views views,
      List<Series> series,
      Calibrated confidence,
      WindowSums sums) {
    this.binding = binding;
    this.outputSeries = views.outputSeries();
    this.embedding = views.embedding();
    this.features = views.features();
    this.series = List.copyOf(series);
    this.confidence = confidence;
    this.sums = sums;
    Layout layout = new Layout(outputSeries.classes(), outputSeries.count());
    List<String> names = new ArrayList<>(outputSeries.names());
    names.addAll(ImageSeries.NAMES);
    if (!sums.layout().equals(layout)
        || !this.series.stream().map(Series::name).toList().equals(names)) {
      throw new IllegalArgumentException("the sums and the series must be those of the outputs");
    }
  }

  /** What the reference was measured with. */
  public ProfileBinding binding() {
    return binding;
  }

  public int classes() {
    return outputSeries.classes();
  }

  /** How many images the reference has. */
  public long images() {
    return sums.images();
  }

  /** How sums of windows are laid out that compare with this reference. */
  public Layout layout() {
    return sums.layout();
  }

  /** The sums over the reference itself; not to be added to. */
  public WindowSums sums() {
    return sums;
  }

  /** The series of the output and then of the image, in the order in which their sums stand. */
  public List<Series> series() {
    return series;
  }

  /** How the values of the series of this index lie. */
  public Histogram histogram(int s) {
    return Histogram.of(edges(s), bin -> sums.bin(s, bin));
  }

  /** Which vector stands for an image. */
  public Embedding embedding() {
    return embedding;
  }

  /** How many features of an image it takes; empty where the model exports none. */
  public OptionalInt featureWidth() {
    return embedding == Embedding.FEATURES
        ? OptionalInt.of(features.projection().width())
        : OptionalInt.empty();
  }

  /** Whether images can be observed only together with their logits. */
  public boolean needsLogits() {
    return outputSeries.logits();
  }

  /** What the logits are divided by to make stated confidence true; 1 without true labels. */
  public double temperature() {
    return confidence.temperature();
  }

  /** The mean of the largest probability, as the model states it. */
  public double statedConfidence() {
    return FixedPoint.toDouble(sums.at(Layout.CONFIDENCE)) / images();
  }

  /** The same once the logits were divided by the temperature. */
  public double calibratedConfidence() {
    return FixedPoint.toDouble(sums.at(Layout.CALIBRATED)) / images();
  }

  /** The energy that one in a hundred images of the reference is beyond; empty without logits. */
  public OptionalDouble highEnergyLimit() {
    double limit = confidence.highEnergy();
    return Double.isNaN(limit) ? OptionalDouble.empty() : OptionalDouble.of(limit);
  }

  /** Predicted against true classes, where the reference has true labels. */
  public Optional<Confusion> confusion() {
    return confidence.confusion();
  }

  /** Observes images in the terms of this reference. */
  public Observer observer() {
    return new Observer(this);
  }

  /** The same with the sums of its images. */
  ReferenceProfile withSums(WindowSums filled) {
    return new ReferenceProfile(
        binding, new Views(outputSeries, embedding, features), series, confidence, filled);
  }

  OutputSeries outputSeries() {
    return outputSeries;
  }

  FeatureMap features() {
    return features;
  }

  Edges edges(int s) {
    return series.get(s).edges();
  }

  double highEnergy() {
    return confidence.highEnergy();
  }
}
