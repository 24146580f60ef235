package io.saccade.model.drift;

import io.saccade.model.image.ImageProperties;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a model said of an image into what the image adds to a window. Thread-safe; allocates
 * the observation and a few hundred bytes beside it, and keeps nothing.
 */
public final class Observer {

  private final ReferenceProfile profile;
  private final Embedding embedding;

  Observer(ReferenceProfile profile) {
    this.profile = profile;
    this.embedding = profile.embedding();
  }

  /**
   * Observes one image.
   *
   * @param probabilities one for each class; neither changed nor kept, as the others
   * @param logits as many, where the model gives them
   * @param features what the model says of the image beside its classes, where it says it
   * @throws IllegalArgumentException if something that the reference has is missing, or of another
   *     length
   */
  public Observation observe(
      float[] probabilities,
      float @Nullable [] logits,
      float @Nullable [] features,
      ImageProperties image) {
    OutputSeries series = profile.outputSeries();
    Output output = Output.of(probabilities, logits, series);
    float[] values = series.values(output);
    float[] properties = ImageSeries.values(image);
    byte[] bins = new byte[values.length + properties.length];
    for (int s = 0; s < values.length; s++) {
      bins[s] = (byte) profile.edges(s).bin(values[s]);
    }
    for (int s = 0; s < properties.length; s++) {
      bins[values.length + s] = (byte) profile.edges(values.length + s).bin(properties[s]);
    }
    int[] cosines = profile.features().map(embedding.vector(output, features));
    return new Observation(output.label(), bins, cosines, confidence(output));
  }

  private Observation.Confidence confidence(Output output) {
    double calibrated = output.calibrated(profile.temperature());
    return new Observation.Confidence(
        FixedPoint.of(output.largest()),
        FixedPoint.of(calibrated),
        FixedPoint.of(calibrated * (1 - calibrated)),
        output.energy() > profile.highEnergy());
  }
}
