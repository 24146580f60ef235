package io.saccade.trainer.layers;

import io.saccade.trainer.page.Palette;
import io.saccade.trainer.page.Picture;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws numbers as small pictures: maps of pixels side by side, or a row of numbers folded into a
 * rectangle. All maps of a layer share one scale, from its least to nearly its largest number, so
 * that a few outliers do not darken the rest.
 */
final class FeatureMaps {

  /** Larger maps are drawn as means over squares. */
  private static final int SIDE = 64;

  private static final double ALL_BUT_OUTLIERS = 0.995;
  private static final int MOST_CHANNELS_OF_IMAGES = 4;
  private static final Palette COLORS = Palette.viridis();
  private static final int LONGEST_ROW = 1 << 16;

  private FeatureMaps() {}

  /** Numbers in rows of pixels. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  private record Plane(float[] values, int width, int height) {}

  /**
   * The first maps of a layer; none where it has no numbers to speak of.
   *
   * @param most how many maps
   */
  static List<Picture> of(List<Long> dims, FloatBuffer values, int most) {
    List<Plane> planes = planes(dims, values, most);
    if (planes.isEmpty()) {
      return List.of();
    }
    float[] scale = scale(planes);
    return planes.stream().map(plane -> picture(plane, scale[0], scale[1])).toList();
  }

  /** Whether the layer has one row of numbers instead of maps. */
  static boolean isRow(List<Long> dims) {
    return dims.size() < 3 || dims.stream().skip(2).allMatch(size -> size == 1);
  }

  private static List<Plane> planes(List<Long> dims, FloatBuffer values, int most) {
    if (values.remaining() < 2 || dims.size() < 2) {
      return List.of();
    }
    if (isRow(dims)) {
      return List.of(folded(values));
    }
    int rank = dims.size();
    int width = Math.toIntExact(dims.get(rank - 1));
    int height = Math.toIntExact(dims.get(rank - 2));
    boolean channelsLast = rank == 4 && width <= MOST_CHANNELS_OF_IMAGES && height > width;
    int count = channelsLast ? width : values.remaining() / (width * height);
    List<Plane> planes = new ArrayList<>();
    for (int map = 0; map < Math.min(most, count); map++) {
      if (channelsLast) {
        int rows = Math.toIntExact(dims.get(1));
        planes.add(reduced(values, new Walk(map, count, height, rows)));
      } else {
        planes.add(reduced(values, new Walk(map * width * height, 1, width, height)));
      }
    }
    return planes;
  }

  /** Where the pixels of a map lie: the first one, how far apart they are, and their rows. */
  private record Walk(int from, int step, int width, int height) {}

  private static Plane reduced(FloatBuffer values, Walk walk) {
    int square = Math.max(1, (Math.max(walk.width(), walk.height()) + SIDE - 1) / SIDE);
    int width = (walk.width() + square - 1) / square;
    int height = (walk.height() + square - 1) / square;
    float[] sums = new float[width * height];
    int[] counts = new int[sums.length];
    for (int y = 0; y < walk.height(); y++) {
      for (int x = 0; x < walk.width(); x++) {
        int at = walk.from() + (y * walk.width() + x) * walk.step();
        int pixel = y / square * width + x / square;
        sums[pixel] += values.get(values.position() + at);
        counts[pixel]++;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= counts[i];
    }
    return new Plane(sums, width, height);
  }

  private static Plane folded(FloatBuffer values) {
    int count = Math.min(values.remaining(), LONGEST_ROW);
    int width = Math.max(1, (int) Math.ceil(Math.sqrt(count * 2.0)));
    int height = (count + width - 1) / width;
    float[] rows = new float[width * height];
    Arrays.fill(rows, Float.NaN);
    values.get(values.position(), rows, 0, count);
    return new Plane(rows, width, height);
  }

  /** From which number to which the colours go. */
  private static float[] scale(List<Plane> planes) {
    int count = planes.stream().mapToInt(plane -> plane.values().length).sum();
    float[] all = new float[count];
    int finite = 0;
    for (Plane plane : planes) {
      for (float value : plane.values()) {
        if (Float.isFinite(value)) {
          all[finite++] = value;
        }
      }
    }
    if (finite == 0) {
      return new float[] {0, 1};
    }
    Arrays.sort(all, 0, finite);
    float most = all[(int) ((finite - 1) * ALL_BUT_OUTLIERS)];
    return new float[] {all[0], most > all[0] ? most : all[finite - 1]};
  }

  private static Picture picture(Plane plane, float least, float most) {
    byte[] colors = new byte[plane.values().length];
    for (int i = 0; i < colors.length; i++) {
      float place = (plane.values()[i] - least) / (most - least);
      // What is no number, and a layer of equal numbers, is drawn as the least.
      colors[i] = (byte) Math.round(255 * (place > 0 ? Math.min(place, 1) : 0));
    }
    return COLORS.paint(colors, plane.width(), plane.height());
  }
}
