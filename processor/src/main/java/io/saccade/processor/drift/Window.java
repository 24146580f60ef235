package io.saccade.processor.drift;

/**
 * A window that was closed.
 *
 * @param scale how long it is, but for what was carried into it
 * @param fromMillis when the earliest of its event time begins: earlier than its own start if
 *     windows before it had too few images
 * @param endMillis when its event time ends, exclusive
 * @param reason why it was closed
 */
public record Window(Scale scale, long fromMillis, long endMillis, CloseReason reason) {

  /** Refuses a window of no time. */
  public Window {
    if (fromMillis >= endMillis) {
      throw new IllegalArgumentException(
          "a window must end after it begins, but was [%d, %d)".formatted(fromMillis, endMillis));
    }
  }
}
