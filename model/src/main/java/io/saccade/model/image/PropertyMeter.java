package io.saccade.model.image;

import java.nio.ByteBuffer;

/**
 * Measures {@link ImageProperties} on a grid of pixels, evenly spaced over the decoded image, in
 * whole numbers. Each pixel of the grid is compared with its very neighbours, so that sharpness is
 * that of the image and not of a copy that was made smaller. So few pixels are read where the
 * decoder left them, faster than they could be copied and handed to native code.
 */
final class PropertyMeter {

  /** Pixels of the grid's sides, at most. */
  private static final int SIDE = 48;

  private static final double WHITE = 255;
  private static final float THIRD = 1 / 3f;

  // Luma in 256ths, as in ITU-R BT.601.
  private static final int BLUE = 29;
  private static final int GREEN = 150;
  private static final int RED = 77;

  private final DecodedImage image;
  private final ByteBuffer pixels;
  private final int width;
  private final int height;
  private final int stride;
  private final int channels;
  private final int greenAt;
  private final int redAt;

  private long blues;
  private long greens;
  private long reds;
  private long lumas;
  private long squaredLumas;
  private long laplacians;
  private long squaredLaplacians;

  private PropertyMeter(DecodedImage image) {
    this.image = image;
    this.pixels = image.pixels();
    this.width = image.storedWidth(); // Asked once: each is a call into native code.
    this.height = image.storedHeight();
    this.stride = image.stride();
    this.channels = image.channels();
    this.greenAt = channels == 1 ? 0 : 1;
    this.redAt = channels == 1 ? 0 : 2;
  }

  static ImageProperties measure(DecodedImage image) {
    return new PropertyMeter(image).measured();
  }

  private ImageProperties measured() {
    int[] columns = evenly(width);
    int[] rows = evenly(height);
    for (int y : rows) {
      add(y, columns);
    }
    double count = (double) rows.length * columns.length;
    double colors = (double) blues + greens + reds;
    return new ImageProperties(
        (float) (lumas / (count * 256 * WHITE)),
        (float) (Math.sqrt(variance(lumas, squaredLumas, count)) / (256 * WHITE)),
        (float) (variance(laplacians, squaredLaplacians, count) / (WHITE * WHITE)),
        share(reds, colors),
        share(greens, colors),
        share(blues, colors),
        image.width() / (float) image.height(),
        (float) image.width() * image.height(),
        image.header().encoding().excerpt().size());
  }

  private static int[] evenly(int side) {
    int[] places = new int[Math.min(side, SIDE)];
    for (int i = 0; i < places.length; i++) {
      places[i] = (int) ((2L * i + 1) * side / (2L * places.length));
    }
    return places;
  }

  private void add(int y, int[] columns) {
    addColors(y * stride, columns);
    int above = Math.max(y - 1, 0) * stride;
    int below = Math.min(y + 1, height - 1) * stride;
    addNeighbours(new int[] {above + greenAt, y * stride + greenAt, below + greenAt}, columns);
  }

  private void addColors(int row, int[] columns) {
    ByteBuffer from = pixels;
    int blueSum = 0;
    int greenSum = 0;
    int redSum = 0;
    long squares = 0;
    for (int column : columns) {
      int at = row + column * channels;
      int blue = from.get(at) & 0xFF;
      int green = from.get(at + greenAt) & 0xFF;
      int red = from.get(at + redAt) & 0xFF;
      int luma = BLUE * blue + GREEN * green + RED * red;
      blueSum += blue;
      greenSum += green;
      redSum += red;
      squares += (long) luma * luma;
    }
    blues += blueSum;
    greens += greenSum;
    reds += redSum;
    lumas += BLUE * blueSum + GREEN * greenSum + RED * redSum;
    squaredLumas += squares;
  }

  /** Beyond the border is what is at the border. */
  private void addNeighbours(int[] rows, int[] columns) {
    ByteBuffer from = pixels;
    int last = (width - 1) * channels;
    int sum = 0;
    int squares = 0; // Of so few pixels no more than 2 to the power of 26.
    for (int column : columns) {
      int x = column * channels;
      int laplacian =
          (from.get(rows[0] + x) & 0xFF)
              + (from.get(rows[2] + x) & 0xFF)
              + (from.get(rows[1] + Math.max(x - channels, 0)) & 0xFF)
              + (from.get(rows[1] + Math.min(x + channels, last)) & 0xFF)
              - 4 * (from.get(rows[1] + x) & 0xFF);
      sum += laplacian;
      squares += laplacian * laplacian;
    }
    laplacians += sum;
    squaredLaplacians += squares;
  }

  private static double variance(long sum, long squares, double count) {
    double mean = sum / count;
    return Math.max(0, squares / count - mean * mean);
  }

  private static float share(long color, double colors) {
    return colors == 0 ? THIRD : (float) (color / colors);
  }
}
