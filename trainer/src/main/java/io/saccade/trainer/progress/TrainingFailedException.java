package io.saccade.trainer.progress;

/** A training cannot go on; the message says what went wrong and what to do about it. */
public final class TrainingFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean canGoOn;

  /** One that would only fail again. */
  public TrainingFailedException(String message) {
    super(message);
    this.canGoOn = false;
  }

  /** One that would only fail again. */
  public TrainingFailedException(String message, Throwable cause) {
    super(message, cause);
    this.canGoOn = false;
  }

  /** One as the last event of a training tells it. */
  public TrainingFailedException(TrainingEvent.Failed end) {
    super(end.message());
    this.canGoOn = end.canGoOn();
  }

  /** Whether the same training, taken up again, may come further. */
  public boolean canGoOn() {
    return canGoOn;
  }
}
