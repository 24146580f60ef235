package io.saccade.model.image;

import io.saccade.model.NativeHandles;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A decoded image in native memory, which {@link #close} frees together with its part of the decode
 * budget. Not thread-safe; another thread may use it after the first is done with it.
 */
public final class DecodedImage implements AutoCloseable {

  private final ImageHeader header;
  private final Preprocessing preprocessing;
  private final int divisor;
  private final Mat pixels;
  private final Lease lease;
  private boolean closed;

  /** What is given back when the image is closed. */
  record Lease(DecodeBudget budget, int acquired, NativeHandles handles) {

    void giveBack() {
      budget.release(acquired);
      handles.closed(NativeHandles.Kind.IMAGE);
    }
  }

  DecodedImage(
      ImageHeader header, Preprocessing preprocessing, int divisor, Mat pixels, Lease lease) {
    this.header = header;
    this.preprocessing = preprocessing;
    this.divisor = divisor;
    this.pixels = pixels;
    this.lease = lease;
  }

  /** Pixels of the upright image's width, before any reduction. */
  public int width() {
    return header.uprightWidth();
  }

  /** Pixels of the upright image's height, before any reduction. */
  public int height() {
    return header.uprightHeight();
  }

  /** Measures what can be said of the image without a model. */
  public ImageProperties properties() {
    return PropertyMeter.measure(this);
  }

  ImageHeader header() {
    return header;
  }

  Preprocessing preprocessing() {
    return preprocessing;
  }

  /** What the sides were divided by while decoding. */
  int divisor() {
    return divisor;
  }

  int storedWidth() {
    return pixels.cols();
  }

  int storedHeight() {
    return pixels.rows();
  }

  int channels() {
    return pixels.channels();
  }

  /** Bytes from one row to the next. */
  int stride() {
    return Math.toIntExact(pixels.step());
  }

  /** The stored pixels, row by row; valid until the image is closed. */
  ByteBuffer pixels() {
    if (closed) {
      throw new IllegalStateException("the image is closed");
    }
    return pixels.data().capacity((long) stride() * storedHeight()).asByteBuffer();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pixels.close();
      lease.giveBack();
    }
  }
}
