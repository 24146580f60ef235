package io.saccade.model.image;

/**
 * Follows a WebP's chunks within the size that its RIFF header states (RFC 9649), and reads the
 * dimensions from the bitstream itself. The decoder is given a container of our own with nothing
 * but the image and its alpha plane. Of an animation the first frame is used, as of a GIF, where it
 * covers the canvas.
 */
final class WebpGate {

  private static final int HEADER_BYTES = 12;
  private static final int CHUNK_BYTES = 8;
  private static final int FRAME_HEADER_BYTES = 16;

  /** OpenCV looks at as many bytes whatever the size of the image. */
  private static final int LEAST_BYTES = 32;

  private final Bytes bytes;
  private final ImageLimits limits;
  private Orientation orientation = Orientation.UPRIGHT;
  private int canvasWidth;
  private int canvasHeight;
  private int alphaAt = -1;
  private boolean inFrame;
  private WebpBitstream image = WebpBitstream.NONE;

  WebpGate(Bytes bytes, ImageLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  ImageHeader check() throws ImageRefusedException {
    bytes.require(0, HEADER_BYTES + CHUNK_BYTES, "WebP header");
    long size = bytes.u32Little(4);
    bytes.require(CHUNK_BYTES, size, "WebP container");
    int end = (int) (CHUNK_BYTES + size);
    chunks(HEADER_BYTES, end);
    if (!image.isPresent()) {
      throw ImageRefusedException.corrupt("The WebP has no image.");
    }
    if (canvasWidth > 0 && (canvasWidth != image.width() || canvasHeight != image.height())) {
      throw ImageRefusedException.unsupported(
          "The WebP's image of %d x %d pixels does not cover its canvas of %d x %d."
              .formatted(image.width(), image.height(), canvasWidth, canvasHeight));
    }
    boolean alpha = image.alpha() || alphaAt >= 0;
    return new ImageHeader(
        ImageFormat.WEBP,
        image.width(),
        image.height(),
        orientation,
        ImageHeader.Encoding.of(alpha ? Samples.ALPHA : Samples.COLOR, excerpt()));
  }

  /** Walks the chunks between the offsets; a frame of an animation holds chunks of its own. */
  private void chunks(int from, int end) throws ImageRefusedException {
    int at = from;
    while (at < end) {
      long length = at + CHUNK_BYTES <= end ? bytes.u32Little(at + 4) : end;
      if (at + CHUNK_BYTES + length > end) {
        throw ImageRefusedException.truncated("The WebP has a chunk that exceeds its container.");
      }
      int data = at + CHUNK_BYTES;
      chunk(at, data, (int) length);
      // A chunk of odd length is padded, which some writers forget at the very end.
      at = (int) Math.min(end, data + length + (length & 1));
    }
  }

  private void chunk(int at, int data, int length) throws ImageRefusedException {
    if (bytes.startsWith(at, "VP8X")) {
      canvas(data, length);
    } else if (bytes.startsWith(at, "EXIF")) {
      int from = bytes.startsWith(data, "Exif\0\0") ? data + 6 : data;
      orientation = ExifOrientation.read(bytes, from, data + length);
    } else if (image.isPresent()) {
      return;
    } else if (bytes.startsWith(at, "ALPH") && length > 1) {
      alphaAt = at;
    } else if (bytes.startsWith(at, "VP8 ")) {
      image = WebpBitstream.lossy(bytes, data, length, limits);
    } else if (bytes.startsWith(at, "VP8L")) {
      alphaAt = -1;
      image = WebpBitstream.lossless(bytes, data, length, limits);
    } else if (bytes.startsWith(at, "ANMF") && length > FRAME_HEADER_BYTES && !inFrame) {
      // Frames do not nest; a file that pretends so must not make us recurse.
      inFrame = true;
      chunks(data + FRAME_HEADER_BYTES, data + length);
      inFrame = false;
    }
  }

  private void canvas(int data, int length) throws ImageRefusedException {
    if (length < 10) {
      throw ImageRefusedException.corrupt("The WebP has a canvas chunk of a wrong length.");
    }
    canvasWidth = bytes.u24Little(data + 4) + 1;
    canvasHeight = bytes.u24Little(data + 7) + 1;
    limits.requireSize(canvasWidth, canvasHeight);
    if (image.isPresent()) {
      throw ImageRefusedException.corrupt("The WebP has its canvas after its image.");
    }
  }

  private Excerpt excerpt() {
    int imageBytes = padded(image.length());
    int alphaBytes = alphaAt < 0 ? 0 : padded(bytes.i32Little(alphaAt + 4));
    Excerpt excerpt = new Excerpt().before(WebpBitstream.container(image, imageBytes, alphaBytes));
    if (alphaAt >= 0) {
      excerpt.add(alphaAt, alphaAt + alphaBytes);
    }
    int from = image.at() - CHUNK_BYTES;
    int to = Math.min(bytes.size(), from + imageBytes);
    excerpt.add(from, to);
    // libwebp reads on past the container, so no more is added than a forgotten byte of padding
    // and what the smallest images lack.
    int forgotten = from + imageBytes - to;
    return excerpt.after(new byte[Math.max(forgotten, LEAST_BYTES - excerpt.size())]);
  }

  private static int padded(int length) {
    return CHUNK_BYTES + length + (length & 1);
  }
}
