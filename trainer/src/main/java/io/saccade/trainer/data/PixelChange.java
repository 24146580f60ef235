package io.saccade.trainer.data;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** A change of an image's pixels in place, with all that is random about it settled. */
@FunctionalInterface
interface PixelChange {

  void apply(Pixels pixels);

  /** Every value times the factor. */
  static PixelChange brightness(double factor) {
    return pixels -> {
      for (int at = 0; at < pixels.values().length; at++) {
        pixels.put(at, (pixels.values()[at] & 0xFF) * (float) factor);
      }
    };
  }

  /** Every value's distance from the image's mean luma times the factor. */
  static PixelChange contrast(double factor) {
    return pixels -> {
      float mean = pixels.meanLuma();
      for (int at = 0; at < pixels.values().length; at++) {
        pixels.put(at, mean + ((pixels.values()[at] & 0xFF) - mean) * (float) factor);
      }
    };
  }

  /** Every value's distance from its pixel's own luma times the factor. */
  static PixelChange saturation(double factor) {
    return pixels -> {
      int channels = pixels.channels();
      for (int at = 0; at < pixels.values().length; at += channels) {
        float luma = pixels.luma(at);
        for (int i = at; i < at + channels; i++) {
          pixels.put(i, luma + ((pixels.values()[i] & 0xFF) - luma) * (float) factor);
        }
      }
    };
  }

  /** Only so many of the upper bits of every value are kept. */
  static PixelChange posterized(int bits) {
    return byTable(value -> value & (0xFF << (8 - bits)));
  }

  /** Values from the threshold on are inverted. */
  static PixelChange solarized(int threshold) {
    return byTable(value -> value >= threshold ? 255 - value : value);
  }

  private static PixelChange byTable(IntUnaryOperator table) {
    return pixels -> {
      byte[] values = pixels.values();
      for (int at = 0; at < values.length; at++) {
        values[at] = (byte) table.applyAsInt(values[at] & 0xFF);
      }
    };
  }

  /** Each channel is stretched to the whole range. */
  static PixelChange stretched() {
    return pixels -> {
      for (int channel = 0; channel < pixels.channels(); channel++) {
        int[] counts = counts(pixels, channel);
        int least = 0;
        int most = 255;
        while (least < 255 && counts[least] == 0) {
          least++;
        }
        while (most > 0 && counts[most] == 0) {
          most--;
        }
        float scale = most > least ? 255f / (most - least) : 1;
        float from = most > least ? least : 0;
        for (int at = channel; at < pixels.values().length; at += pixels.channels()) {
          pixels.put(at, ((pixels.values()[at] & 0xFF) - from) * scale);
        }
      }
    };
  }

  /** Each channel's histogram is made even; a channel of one value stays as it is. */
  static PixelChange equalized() {
    return pixels -> {
      for (int channel = 0; channel < pixels.channels(); channel++) {
        float[] table = equalizing(counts(pixels, channel));
        for (int at = channel; at < pixels.values().length; at += pixels.channels()) {
          pixels.put(at, table[pixels.values()[at] & 0xFF]);
        }
      }
    };
  }

  private static float[] equalizing(int[] counts) {
    int all = Arrays.stream(counts).sum();
    int least = Arrays.stream(counts).filter(count -> count > 0).findFirst().orElse(all);
    float[] table = new float[counts.length];
    int upTo = 0;
    for (int value = 0; value < table.length; value++) {
      upTo += counts[value];
      table[value] = least == all ? value : 255f * (upTo - least) / (all - least);
    }
    return table;
  }

  private static int[] counts(Pixels pixels, int channel) {
    int[] counts = new int[256];
    for (int at = channel; at < pixels.values().length; at += pixels.channels()) {
      counts[pixels.values()[at] & 0xFF]++;
    }
    return counts;
  }

  /**
   * A box becomes noise, after Zhong et al., Random Erasing Data Augmentation, 2020.
   *
   * @param box left, top, width and height, as shares of the image's
   */
  static PixelChange erased(double[] box, long seed) {
    return pixels -> {
      int left = (int) (box[0] * pixels.width());
      int top = (int) (box[1] * pixels.height());
      int right = Math.min(pixels.width(), left + (int) Math.ceil(box[2] * pixels.width()));
      int bottom = Math.min(pixels.height(), top + (int) Math.ceil(box[3] * pixels.height()));
      byte[] noise = new byte[(right - left) * pixels.channels()];
      Random dice = new Random(seed);
      for (int y = top; y < bottom; y++) {
        dice.nextBytes(noise);
        int at = (y * pixels.width() + left) * pixels.channels();
        System.arraycopy(noise, 0, pixels.values(), at, noise.length);
      }
    };
  }
}
