package io.saccade.model.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The image of a WebP: where its data stands, without the chunk's header, and what its first bytes
 * say (RFC 6386, 9.1, and RFC 9649, 3.4).
 */
record WebpBitstream(int at, int length, int width, int height, boolean alpha) {

  static final WebpBitstream NONE = new WebpBitstream(0, 0, 0, 0, false);

  private static final int CANVAS_BYTES = 10;
  private static final int ALPHA = 0x10;

  boolean isPresent() {
    return length > 0;
  }

  static WebpBitstream lossy(Bytes bytes, int at, int length, ImageLimits limits)
      throws ImageRefusedException {
    if (length < 10) {
      throw ImageRefusedException.truncated("The WebP ends within its frame header.");
    }
    int tag = bytes.u24Little(at);
    boolean keyFrame = (tag & 1) == 0;
    if (!keyFrame || bytes.u8(at + 3) != 0x9D || bytes.u16(at + 4) != 0x012A) {
      throw ImageRefusedException.corrupt("The WebP does not begin with a key frame.");
    }
    if ((tag >> 5) > length - 10) {
      throw ImageRefusedException.truncated("The WebP ends within its first partition.");
    }
    int width = bytes.u16Little(at + 6) & 0x3FFF;
    int height = bytes.u16Little(at + 8) & 0x3FFF;
    limits.requireSize(width, height);
    return new WebpBitstream(at, length, width, height, false);
  }

  static WebpBitstream lossless(Bytes bytes, int at, int length, ImageLimits limits)
      throws ImageRefusedException {
    if (length < 5) {
      throw ImageRefusedException.truncated("The WebP ends within its frame header.");
    }
    int fields = bytes.i32Little(at + 1);
    if (bytes.u8(at) != 0x2F || fields >>> 29 != 0) {
      throw ImageRefusedException.corrupt("The WebP's lossless image has a wrong signature.");
    }
    int width = (fields & 0x3FFF) + 1;
    int height = (fields >>> 14 & 0x3FFF) + 1;
    limits.requireSize(width, height);
    return new WebpBitstream(at, length, width, height, (fields >>> 28 & 1) == 1);
  }

  /**
   * The head of a container that holds this image and, before it, an alpha plane if there is one.
   */
  static byte[] container(WebpBitstream image, int imageBytes, int alphaBytes) {
    int extended = alphaBytes == 0 ? 0 : 8 + CANVAS_BYTES;
    ByteBuffer head = ByteBuffer.allocate(12 + extended).order(ByteOrder.LITTLE_ENDIAN);
    head.put(ascii("RIFF")).putInt(4 + extended + alphaBytes + imageBytes).put(ascii("WEBP"));
    if (alphaBytes > 0) {
      head.put(ascii("VP8X")).putInt(CANVAS_BYTES).putInt(ALPHA);
      head.putShort((short) (image.width() - 1)).put((byte) 0);
      head.putShort((short) (image.height() - 1)).put((byte) 0);
    }
    return head.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
