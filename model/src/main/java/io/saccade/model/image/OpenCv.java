package io.saccade.model.image;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.notEquals;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what the gate let pass, with OpenCV. The native library keeps no state between images and
 * uses the calling thread only: parallelism is across images.
 */
final class OpenCv {

  static {
    // JavaCPP would by default weigh the whole process against a multiple of the heap before each
    // allocation, and collect garbage and pause where it finds it too large. Native memory is
    // bounded by the decode budget instead.
    setUnlessSet("org.bytedeco.javacpp.maxBytes", "0");
    setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    opencv_core.setNumThreads(1);
  }

  private OpenCv() {}

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** The decoded pixels, 8 bits a sample, in 1, 3 (BGR) or 4 (BGRA) channels; the caller's. */
  static Mat decode(ByteBuffer encoded, ImageHeader header, DecodePlan plan)
      throws ImageRefusedException {
    Excerpt excerpt = header.encoding().excerpt();
    try (BytePointer copy = new BytePointer(excerpt.size());
        Mat input = new Mat(1, excerpt.size(), CV_8UC1, copy)) {
      excerpt.copy(encoded, copy.asByteBuffer());
      Mat decoded = imdecode(input, plan.flags());
      String fault = fault(decoded, plan);
      if (fault != null) {
        decoded.close();
        throw ImageRefusedException.corrupt(fault);
      }
      boolean plain = decoded.depth() == CV_8U && header.encoding().transparentGray() < 0;
      return plain ? decoded : converted(decoded, header.encoding());
    } catch (RuntimeException e) {
      // This is how JavaCPP hands on what C++ throws: corrupt data, or no memory for it.
      throw ImageRefusedException.corrupt("The image's data cannot be decoded.");
    }
  }

  private static @Nullable String fault(Mat decoded, DecodePlan plan) {
    if (decoded.empty()) {
      return "The image's data is damaged or cut short.";
    }
    if (decoded.cols() != plan.width() || decoded.rows() != plan.height()) {
      return "The image was decoded to %d x %d pixels instead of %d x %d."
          .formatted(decoded.cols(), decoded.rows(), plan.width(), plan.height());
    }
    return decoded.channels() == 2 ? "The image was decoded into two channels." : null;
  }

  /** Brings samples to 8 bits, and makes one level of grey transparent where the image says so. */
  @SuppressWarnings("try") // The scope closes what is allocated in it; nothing need name it.
  private static Mat converted(Mat decoded, ImageHeader.Encoding encoding) {
    try (decoded;
        PointerScope scope = new PointerScope()) {
      Mat pixels = new Mat();
      double to8Bits = decoded.depth() == CV_16U ? 1 / 257.0 : 1;
      decoded.convertTo(pixels, CV_8U, to8Bits, 0);
      if (encoding.transparentGray() >= 0) {
        Mat opaque = notEquals(decoded, transparent(decoded, encoding)).asMat();
        Mat gray = pixels;
        pixels = new Mat();
        merge(new MatVector(gray, gray, gray, opaque), pixels);
      }
      pixels.retainReference(); // It outlives the scope, until it is closed itself.
      return pixels;
    }
  }

  /** The transparent level, as samples of fewer than 8 bits are spread over 8 in decoding. */
  private static int transparent(Mat decoded, ImageHeader.Encoding encoding) {
    return decoded.depth() == CV_8U
        ? encoding.transparentGray() * 255 / ((1 << encoding.bitDepth()) - 1)
        : encoding.transparentGray();
  }
}
