package io.saccade.model.image;

import io.saccade.model.NativeHandles;
import java.nio.ByteBuffer;

/** Turns encoded images into a model's input. Thread-safe. */
public final class Preprocessor {

  private final Preprocessing preprocessing;
  private final ImageGate gate;
  private final DecodeBudget budget;
  private final NativeHandles handles;

  public Preprocessor(
      Preprocessing preprocessing, ImageGate gate, DecodeBudget budget, NativeHandles handles) {
    this.preprocessing = preprocessing;
    this.gate = gate;
    this.budget = budget;
    this.handles = handles;
  }

  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /**
   * Checks and decodes the image between the buffer's position and limit, waiting for the decode
   * budget. The buffer is not changed and not kept.
   *
   * @throws ImageRefusedException if the image is not accepted or cannot be decoded
   */
  public DecodedImage decode(ByteBuffer encoded) throws ImageRefusedException {
    ImageHeader header = gate.check(encoded);
    budget.release(budget.acquire(1));
    handles.open();
    return new DecodedImage(header);
  }

  /**
   * Writes the image's tensor, {@link Preprocessing#tensorBytes} bytes, at the buffer's position
   * and advances it.
   *
   * @param target a direct buffer in native order
   */
  public void write(DecodedImage image, ByteBuffer target) {
    target.position(target.position() + preprocessing.tensorBytes());
  }
}
