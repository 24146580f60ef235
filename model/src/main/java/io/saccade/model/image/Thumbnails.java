package io.saccade.model.image;

import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.saccade.model.NativeHandles;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Makes small JPEGs of encoded images, upright, for people to look at. What it takes outside the
 * heap is freed before it returns. Thread-safe.
 */
public final class Thumbnails {

  /** Larger images are not worth their memory here. */
  private static final long MOST_BYTES = 64L << 20;

  private static final int QUALITY = 78;

  private final ImageGate gate;
  private final NativeHandles handles;
  private final int side;
  private final Preprocessing decoding;

  /**
   * Makes thumbnails.
   *
   * @param side pixels of the longer side, at most
   */
  public Thumbnails(ImageGate gate, NativeHandles handles, int side) {
    this.gate = gate;
    this.handles = handles;
    this.side = side;
    // The margin of a reduced decoding is for exact tensors; for eyes half of it would do.
    this.decoding = Preprocessing.torchvision(side / 4);
  }

  /**
   * The thumbnail of the image between the buffer's position and limit, which is not changed.
   *
   * @return a JPEG
   * @throws ImageRefusedException if the image is not accepted, cannot be decoded, or is too large
   *     for this
   */
  public byte[] jpeg(ByteBuffer encoded) throws ImageRefusedException {
    ImageHeader header = gate.check(encoded);
    DecodePlan plan = DecodePlan.of(header, decoding);
    if (plan.bytes() > MOST_BYTES) {
      throw ImageRefusedException.unsupported("The image is too large for a thumbnail.");
    }
    handles.opened(NativeHandles.Kind.IMAGE);
    try (Mat pixels = OpenCv.decode(encoded, header, plan)) {
      return encode(pixels, header.orientation());
    } finally {
      handles.closed(NativeHandles.Kind.IMAGE);
    }
  }

  @SuppressWarnings("try") // The scope closes what is allocated in it; nothing need name it.
  private byte[] encode(Mat pixels, Orientation orientation) {
    try (PointerScope scope = new PointerScope()) {
      double scale = Math.min(1, (double) side / Math.max(pixels.cols(), pixels.rows()));
      Mat small = new Mat();
      resize(
          pixels,
          small,
          new Size(scaled(pixels.cols(), scale), scaled(pixels.rows(), scale)),
          0,
          0,
          INTER_AREA);
      Mat upright = upright(small, orientation);
      if (upright.channels() == 4) {
        Mat opaque = new Mat();
        cvtColor(upright, opaque, COLOR_BGRA2BGR);
        upright = opaque;
      }
      BytePointer jpeg = new BytePointer();
      if (!imencode(".jpg", upright, jpeg, new IntPointer(IMWRITE_JPEG_QUALITY, QUALITY))) {
        throw new IllegalStateException("no JPEG could be made");
      }
      byte[] bytes = new byte[Math.toIntExact(jpeg.limit())];
      jpeg.get(bytes);
      return bytes;
    }
  }

  private static Mat upright(Mat stored, Orientation orientation) {
    Mat turned = stored;
    if (orientation.transposes()) {
      turned = new Mat();
      transpose(stored, turned);
    }
    if (orientation.mirrorsX() || orientation.mirrorsY()) {
      Mat mirrored = new Mat();
      int axes = orientation.mirrorsX() ? orientation.mirrorsY() ? -1 : 1 : 0;
      flip(turned, mirrored, axes);
      turned = mirrored;
    }
    return turned;
  }

  private static int scaled(int pixels, double scale) {
    return Math.max(1, (int) Math.round(pixels * scale));
  }
}
