package io.saccade.model.drift;

import java.util.Arrays;

/**
 * All that is kept of the images of a window: counts and fixed-point sums. Sums of parts add up to
 * the sums of the whole, exactly, however the images were parted and in whatever order they came.
 * Not thread-safe.
 */
public final class WindowSums {

  private final Layout layout;
  private final long[] values;

  /** Sums of no images. */
  public WindowSums(Layout layout) {
    this(layout, new long[layout.size()]);
  }

  WindowSums(Layout layout, long[] values) {
    this.layout = layout;
    this.values = values;
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws CorruptSumsException if the bytes are anything else
   */
  public static WindowSums parse(byte[] bytes) throws CorruptSumsException {
    return SumsCodec.read(bytes);
  }

  /** The canonical form: equal sums give equal bytes, and different ones different bytes. */
  public byte[] toBytes() {
    return SumsCodec.write(this);
  }

  /** Adds an image. */
  public void add(Observation image) {
    byte[] bins = image.bins();
    if (bins.length != layout.series() || image.label() >= layout.classes()) {
      throw new IllegalArgumentException("the image was observed for another profile");
    }
    Observation.Confidence confidence = image.confidence();
    values[Layout.IMAGES]++;
    values[Layout.CONFIDENCE] += confidence.stated();
    values[Layout.CALIBRATED] += confidence.calibrated();
    values[Layout.SPREAD] += confidence.spread();
    values[Layout.HIGH_ENERGY] += confidence.highEnergy() ? 1 : 0;
    values[Layout.LABELS + image.label()]++;
    int histogram = layout.histogram(0);
    for (int series = 0; series < bins.length; series++, histogram += Edges.BINS) {
      values[histogram + bins[series]]++;
    }
    int[] features = image.features();
    int at = layout.features();
    for (int k = 0; k < features.length; k++) {
      values[at + k] += features[k];
    }
  }

  /** Adds all of another window. */
  public void add(WindowSums other) {
    requireAlike(other);
    for (int i = 0; i < values.length; i++) {
      values[i] += other.values[i];
    }
  }

  /** The sums of both, as new ones. */
  public WindowSums plus(WindowSums other) {
    WindowSums sums = new WindowSums(layout, values.clone());
    sums.add(other);
    return sums;
  }

  /** The sums without those of images that are among them. */
  public WindowSums minus(WindowSums part) {
    requireAlike(part);
    long[] rest = new long[values.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = values[i] - part.values[i];
    }
    return new WindowSums(layout, rest);
  }

  private void requireAlike(WindowSums other) {
    if (!layout.equals(other.layout)) {
      throw new IllegalArgumentException(
          "the sums must be laid out as %s, but were %s".formatted(layout, other.layout));
    }
  }

  public Layout layout() {
    return layout;
  }

  /** How many images were added. */
  public long images() {
    return values[Layout.IMAGES];
  }

  /** How many images were given this class. */
  public long label(int label) {
    return values[Layout.LABELS + label];
  }

  /** How many images fell into this bin of a series. */
  long bin(int series, int bin) {
    return values[layout.histogram(series) + bin];
  }

  /** The sum of one random feature. */
  long feature(int feature) {
    return values[layout.features() + feature];
  }

  /** The number at this place of the layout. */
  long at(int place) {
    return values[place];
  }

  /** All numbers, in order of the layout; not to be changed. */
  long[] values() {
    return values;
  }

  /** A number that the sums decide. */
  long fingerprint() {
    long hash = 0;
    for (long value : values) {
      hash = hash * 0x9E3779B97F4A7C15L + value;
    }
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WindowSums that
        && layout.equals(that.layout)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "WindowSums[images=%d]".formatted(images());
  }
}
