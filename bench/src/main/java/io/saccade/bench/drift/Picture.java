package io.saccade.bench.drift;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * An image in memory, 8 bits a sample, row by row, channels together. Nobody writes into its
 * samples.
 *
 * @param channels 1 for grey, 3 for blue, green and red
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Picture(int width, int height, int channels, byte[] samples) {

  /** An image of these values, rounded and cut off at 0 and 255. */
  static Picture of(Picture like, float[] values) {
    byte[] samples = new byte[values.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Math.round(Math.max(0f, Math.min(255f, values[i])));
    }
    return new Picture(like.width(), like.height(), like.channels(), samples);
  }

  static Picture decoded(byte[] encoded, boolean grey) {
    try (BytePointer bytes = new BytePointer(encoded);
        Mat input = new Mat(1, encoded.length, CV_8UC(1), bytes);
        Mat pixels = imdecode(input, grey ? IMREAD_GRAYSCALE : IMREAD_COLOR)) {
      if (pixels.empty()) {
        throw new IllegalArgumentException("the bytes must be those of an image");
      }
      return taken(pixels);
    }
  }

  /** From 0 to 255. */
  float[] values() {
    float[] values = new float[samples.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = samples[i] & 0xFF;
    }
    return values;
  }

  /** Without loss and without compression, so that equal shapes have equally many bytes. */
  byte[] png() {
    return encoded(".png", IMWRITE_PNG_COMPRESSION, 0);
  }

  /**
   * As a camera would.
   *
   * @param quality 1 to 100
   */
  byte[] jpeg(int quality) {
    return encoded(".jpg", IMWRITE_JPEG_QUALITY, quality);
  }

  /** What native code makes of it; the operator gives a new image, and both are freed. */
  Picture natively(UnaryOperator<Mat> change) {
    try (BytePointer pointer = new BytePointer(samples);
        Mat before = new Mat(height, width, CV_8UC(channels), pointer);
        Mat after = change.apply(before)) {
      return taken(after);
    }
  }

  private byte[] encoded(String ending, int... how) {
    try (BytePointer pointer = new BytePointer(samples);
        Mat pixels = new Mat(height, width, CV_8UC(channels), pointer);
        IntPointer parameters = new IntPointer(how);
        BytePointer out = new BytePointer()) {
      if (!imencode(ending, pixels, out, parameters)) {
        throw new IllegalStateException("the image cannot be encoded as " + ending);
      }
      byte[] bytes = new byte[(int) out.limit()];
      out.get(bytes);
      return bytes;
    }
  }

  private static Picture taken(Mat pixels) {
    byte[] samples = new byte[pixels.cols() * pixels.rows() * pixels.channels()];
    pixels.data().capacity(samples.length).get(samples);
    return new Picture(pixels.cols(), pixels.rows(), pixels.channels(), samples);
  }
}
