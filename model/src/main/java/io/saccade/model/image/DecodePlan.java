package io.saccade.model.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;

/**
 * How an image is decoded for a model: in how many channels, and how much reduced.
 *
 * @param flags OpenCV's {@code IMREAD_*}
 * @param divisor what the sides are divided by while decoding: 1, 2, 4 or 8
 * @param width pixels of the decoded width, as stored
 * @param height pixels of the decoded height, as stored
 * @param bytes native bytes that the decoding takes at its height, at most
 */
record DecodePlan(int flags, int divisor, int width, int height, long bytes) {

  /**
   * The reduced image must have so many times the pixels that the resize asks for. JPEG's reduced
   * decoding cuts frequencies off rather than averaging pixels; with this much left for the filter
   * to do, 99.7 to 99.9 % of the values stay within one level of a full decoding.
   */
  private static final double MARGIN = 4;

  static DecodePlan of(ImageHeader header, Preprocessing preprocessing) {
    int divisor = divisor(header, preprocessing);
    int width = ceil(header.width(), divisor);
    int height = ceil(header.height(), divisor);
    int flags = flags(header, preprocessing, divisor);
    return new DecodePlan(flags, divisor, width, height, bytes(header, (long) width * height));
  }

  private static int divisor(ImageHeader header, Preprocessing preprocessing) {
    if (header.format() != ImageFormat.JPEG || preprocessing.filter() == ResizeFilter.BILINEAR) {
      return 1;
    }
    double shorter = Math.min(header.width(), header.height());
    double needed = preprocessing.resizeShorterTo() * MARGIN;
    int divisor = 8;
    while (divisor > 1 && shorter / divisor < needed) {
      divisor /= 2;
    }
    return divisor;
  }

  private static int flags(ImageHeader header, Preprocessing preprocessing, int divisor) {
    ImageHeader.Encoding encoding = header.encoding();
    boolean keyed = encoding.transparentGray() >= 0;
    if (encoding.samples() == Samples.ALPHA || (keyed && encoding.bitDepth() == 16)) {
      return IMREAD_UNCHANGED;
    }
    // libjpeg has luma at hand; of other formats, luma is taken from the colours afterwards.
    boolean luma =
        header.format() == ImageFormat.JPEG
            && encoding.samples() == Samples.COLOR
            && preprocessing.color() == ColorOrder.GRAY;
    boolean gray = encoding.samples() == Samples.GRAY || luma;
    int reduced =
        switch (divisor) {
          case 2 -> gray ? IMREAD_REDUCED_GRAYSCALE_2 : IMREAD_REDUCED_COLOR_2;
          case 4 -> gray ? IMREAD_REDUCED_GRAYSCALE_4 : IMREAD_REDUCED_COLOR_4;
          case 8 -> gray ? IMREAD_REDUCED_GRAYSCALE_8 : IMREAD_REDUCED_COLOR_8;
          default -> gray ? IMREAD_GRAYSCALE : IMREAD_COLOR;
        };
    return reduced | IMREAD_IGNORE_ORIENTATION;
  }

  /**
   * The decoded pixels, and what a decoder holds beside them: coefficients of 16 bits for every
   * sample of a JPEG of several passes, a frame of its own for the other formats.
   */
  private static long bytes(ImageHeader header, long decodedPixels) {
    ImageHeader.Encoding encoding = header.encoding();
    int channels =
        switch (encoding.samples()) {
          case GRAY -> encoding.transparentGray() >= 0 ? 4 : 1;
          case COLOR, CMYK -> 3;
          case ALPHA -> 4;
        };
    long pixels = (long) header.width() * header.height();
    long beside =
        switch (header.format()) {
          case JPEG -> encoding.passes() ? pixels * 2 * (channels + 1) : 0;
          case PNG -> encoding.bitDepth() == 16 ? pixels * 2 * channels : 0;
          case WEBP, GIF, TIFF -> pixels * 4;
          case BMP -> 0;
        };
    return decodedPixels * channels + beside + encoding.excerpt().size();
  }

  private static int ceil(int value, int divisor) {
    return (value + divisor - 1) / divisor;
  }
}
