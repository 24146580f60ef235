package io.saccade.model.drift;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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
  record Calibrated(double temperature, double highEnergy, Optional<Confusion> confusion) {}

  /** The series of outputs and of the vector that stands for an image, and how it is mapped. */
  record Views(OutputSeries outputSeries, Embedding embedding, FeatureMap features) {}

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
    if (this.series.size() != sums.layout().series()
        || outputSeries.count() != sums.layout().outputSeries()
        || outputSeries.classes() != sums.layout().classes()) {
      throw new IllegalArgumentException("the sums are not laid out for the series");
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

  /** Which vector stands for an image. */
  public Embedding embedding() {
    return embedding;
  }

  /** What the logits are divided by to make stated confidence true; 1 without true labels. */
  public double temperature() {
    return confidence.temperature();
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
