package io.saccade.model.image;

import java.util.Collections;
import java.util.List;

/**
 * What a model expects to be done to an image: the shorter side is resized to {@code
 * resizeShorterTo} pixels, the centre of {@code width} by {@code height} pixels is cut out, and
 * every element becomes {@code (pixel * scale - mean) / std}.
 *
 * @param width pixels of the tensor's width
 * @param height pixels of the tensor's height
 * @param resizeShorterTo pixels of the shorter side before the cut; at least width and height
 * @param color the channels and their order
 * @param layout the order of the tensor's dimensions
 * @param type the tensor's elements; {@code UINT8} takes pixels as they are
 * @param filter how the image is resized
 * @param scale what a pixel, from 0 to 255, is multiplied by
 * @param mean what is then subtracted, one number a channel in the order of {@code color}
 * @param std what is then divided by, one number a channel in the order of {@code color}
 * @param background what shows through where the image is transparent
 */
public record Preprocessing(
    int width,
    int height,
    int resizeShorterTo,
    ColorOrder color,
    TensorLayout layout,
    ElementType type,
    ResizeFilter filter,
    float scale,
    List<Float> mean,
    List<Float> std,
    Rgb background) {

  /** The longest side of a tensor that is accepted. */
  public static final int MAX_SIDE = 4096;

  /** Checks that the components fit together, and names the one that does not. */
  public Preprocessing {
    requireSide("width", width);
    requireSide("height", height);
    requireSide("resizeShorterTo", resizeShorterTo);
    if (resizeShorterTo < Math.max(width, height)) {
      throw new IllegalArgumentException(
          "resizeShorterTo must be at least the larger of width and height, %d, but was %d"
              .formatted(Math.max(width, height), resizeShorterTo));
    }
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    requireChannels("mean", mean, color);
    requireChannels("std", std, color);
    if (!Float.isFinite(scale) || scale == 0) {
      throw new IllegalArgumentException("scale must be finite and not 0, but was " + scale);
    }
    if (std.contains(0f) || std.contains(-0f)) {
      throw new IllegalArgumentException("std must not have a 0, but was " + std);
    }
    requireFiniteTensor(scale, mean, std);
    if (type == ElementType.UINT8 && !isIdentity(scale, mean, std)) {
      throw new IllegalArgumentException(
          "type UINT8 takes pixels as they are: scale must be 1, mean 0 and std 1, but were %s, %s and %s"
              .formatted(scale, mean, std));
    }
  }

  /** As torchvision's classifiers are trained: RGB, x/255, the mean and std of ImageNet. */
  public static Preprocessing torchvision(int size) {
    return of(
        size,
        ColorOrder.RGB,
        1 / 255f,
        List.of(0.485f, 0.456f, 0.406f),
        List.of(0.229f, 0.224f, 0.225f));
  }

  /** As TensorFlow's MobileNets are trained: RGB, x/127.5 - 1. */
  public static Preprocessing tensorflow(int size) {
    return of(size, ColorOrder.RGB, 1 / 127.5f, constant(3, 1f), constant(3, 1f));
  }

  /** As Caffe's models are trained: BGR from 0 to 255, the mean of each channel subtracted. */
  public static Preprocessing caffe(int size) {
    return of(size, ColorOrder.BGR, 1f, List.of(104.01f, 116.67f, 122.68f), constant(3, 1f));
  }

  /** Pixels from 0 to 255, as they are. */
  public static Preprocessing none(int size, ColorOrder color) {
    return of(size, color, 1f, constant(color.channels(), 0f), constant(color.channels(), 1f));
  }

  /**
   * What becomes of a pixel: {@code (pixel * scale - mean) / std} in double precision, rounded
   * once.
   *
   * @param channel from 0, in the order of {@code color}
   * @param pixel from 0 to 255
   */
  public float normalised(int channel, int pixel) {
    return (float) ((pixel * (double) scale - mean.get(channel)) / std.get(channel));
  }

  /** What is done to every pixel, for people. */
  public String formula() {
    return isIdentity(scale, mean, std)
        ? "pixels as they are"
        : "(pixel * %s - %s) / %s".formatted(scale, mean, std);
  }

  /** The same images without the normalisation: bytes, channels last. */
  public Preprocessing toPixels() {
    return new Preprocessing(
        width,
        height,
        resizeShorterTo,
        color,
        TensorLayout.NHWC,
        ElementType.UINT8,
        filter,
        1f,
        constant(channels(), 0f),
        constant(channels(), 1f),
        background);
  }

  /** Elements of one pixel. */
  public int channels() {
    return color.channels();
  }

  /** Bytes of one image's tensor. */
  public int tensorBytes() {
    return width * height * channels() * type.bytes();
  }

  /** The dimensions of a tensor of {@code batch} images. */
  public long[] shape(int batch) {
    return layout == TensorLayout.NCHW
        ? new long[] {batch, channels(), height, width}
        : new long[] {batch, height, width, channels()};
  }

  private static Preprocessing of(
      int size, ColorOrder color, float scale, List<Float> mean, List<Float> std) {
    return new Preprocessing(
        size,
        size,
        size >= 64 ? Math.round(size * 256 / 224f) : size,
        color,
        TensorLayout.NCHW,
        ElementType.FLOAT32,
        ResizeFilter.BILINEAR_ANTIALIAS,
        scale,
        mean,
        std,
        Rgb.BLACK);
  }

  private static List<Float> constant(int channels, float value) {
    return Collections.nCopies(channels, value);
  }

  private static boolean isIdentity(float scale, List<Float> mean, List<Float> std) {
    return scale == 1f
        && mean.stream().allMatch(value -> value == 0f)
        && std.stream().allMatch(value -> value == 1f);
  }

  private static void requireSide(String name, int side) {
    if (side < 1 || side > MAX_SIDE) {
      throw new IllegalArgumentException(
          "%s must be from 1 to %d, but was %d".formatted(name, MAX_SIDE, side));
    }
  }

  // Every image would be refused, or made nonsense of, one by one.
  private static void requireFiniteTensor(float scale, List<Float> mean, List<Float> std) {
    for (int channel = 0; channel < mean.size(); channel++) {
      for (int pixel : new int[] {0, 255}) {
        float element = (float) ((pixel * (double) scale - mean.get(channel)) / std.get(channel));
        if (!Float.isFinite(element)) {
          throw new IllegalArgumentException(
              "scale, mean and std must make finite numbers of pixels, but make %s of %d"
                  .formatted(element, pixel));
        }
      }
    }
  }

  private static void requireChannels(String name, List<Float> values, ColorOrder color) {
    if (values.size() != color.channels() || !values.stream().allMatch(Float::isFinite)) {
      throw new IllegalArgumentException(
          "%s must have %d finite numbers, one for each channel of %s, but was %s"
              .formatted(name, color.channels(), color, values));
    }
  }
}
