package io.saccade.model.drift;

import io.saccade.model.image.ImageProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Classes that are balls around points of a feature space, and the classifier that knows them. */
final class Blobs {

  static final ProfileBinding BINDING =
      new ProfileBinding("a".repeat(64), "b".repeat(64), "c".repeat(64));

  private static final double RADIUS = 3.6;

  private final Random random;
  private final float[][] centres;
  private double sharpening = 1;

  /** What the classifier says of an image. */
  @SuppressWarnings("ArrayRecordComponent")
  record Seen(
      float[] probabilities, float[] logits, float[] features, ImageProperties image, int truth) {

    Observation by(Observer observer) {
      return observer.observe(probabilities, logits, features, image);
    }
  }

  Blobs(int classes, int width, long seed) {
    random = new Random(seed);
    centres = new float[classes][width];
    for (float[] centre : centres) {
      double length = 0;
      for (int i = 0; i < width; i++) {
        centre[i] = (float) random.nextGaussian();
        length += centre[i] * centre[i];
      }
      for (int i = 0; i < width; i++) {
        centre[i] *= (float) (RADIUS / Math.sqrt(length));
      }
    }
  }

  /** Has the classifier state more, or less, than it knows: its logits are multiplied. */
  Blobs stating(double factor) {
    sharpening = factor;
    return this;
  }

  Seen any() {
    return of(random.nextInt(centres.length));
  }

  /** An image of the class. */
  Seen of(int truth) {
    float[] features = centres[truth].clone();
    for (int i = 0; i < features.length; i++) {
      features[i] += (float) random.nextGaussian();
    }
    float[] logits = logits(features);
    return new Seen(softmax(logits), logits, features, properties(), truth);
  }

  List<Seen> any(int count) {
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seen.add(any());
    }
    return seen;
  }

  private float[] logits(float[] features) {
    float[] logits = new float[centres.length];
    for (int c = 0; c < logits.length; c++) {
      double score = -RADIUS * RADIUS / 2;
      for (int i = 0; i < features.length; i++) {
        score += features[i] * centres[c][i];
      }
      logits[c] = (float) (score * sharpening);
    }
    return logits;
  }

  static float[] softmax(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    float[] probabilities = new float[logits.length];
    for (int c = 0; c < logits.length; c++) {
      probabilities[c] = (float) (Math.exp(logits[c] - largest) / sum);
    }
    return probabilities;
  }

  /** As a camera's: all of one size, of colours that vary. */
  private ImageProperties properties() {
    float red = 0.3f + 0.1f * random.nextFloat();
    float green = 0.3f + 0.1f * random.nextFloat();
    return new ImageProperties(
        random.nextFloat(),
        random.nextFloat() / 2,
        random.nextFloat(),
        red,
        green,
        1 - red - green,
        4 / 3f,
        640 * 480,
        50_000 + random.nextInt(10_000));
  }

  static ProfileBuilder.Built reference(List<Seen> images) {
    return reference(images, true, true);
  }

  static ProfileBuilder.Built reference(List<Seen> images, boolean logits, boolean features) {
    ProfileBuilder builder = new ProfileBuilder(BINDING, 1);
    for (Seen seen : images) {
      float @Nullable [] givenLogits = logits ? seen.logits() : null;
      float @Nullable [] givenFeatures = features ? seen.features() : null;
      OptionalInt truth = OptionalInt.of(seen.truth());
      builder.add(seen.probabilities(), givenLogits, givenFeatures, seen.image(), truth);
    }
    return builder.build();
  }

  static WindowSums window(ReferenceProfile profile, List<Seen> images) {
    WindowSums sums = new WindowSums(profile.layout());
    Observer observer = profile.observer();
    images.forEach(seen -> sums.add(seen.by(observer)));
    return sums;
  }
}
