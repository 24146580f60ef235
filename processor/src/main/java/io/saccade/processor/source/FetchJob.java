package io.saccade.processor.source;

/** An image that somebody waits for. Guarded by the lock of the {@link FetchQueue}. */
final class FetchJob {

  final Target target;
  final String sha256;
  final ImageSource.Receiver receiver;

  /** When nobody has the patience to wait for it any longer. */
  final long giveUpNanos;

  private final long patienceNanos;

  int attempts;
  long dueNanos;
  long deadlineNanos;
  private String lastFailure = "";
  private long openings = -1;
  private boolean asking;
  private boolean cut;

  FetchJob(Target target, String sha256, ImageSource.Receiver receiver, long now, long patience) {
    this.target = target;
    this.sha256 = sha256;
    this.receiver = receiver;
    this.dueNanos = now;
    this.giveUpNanos = now + patience;
    this.patienceNanos = patience;
  }

  boolean isWanted() {
    try {
      return receiver.isWanted();
    } catch (RuntimeException e) {
      return false; // It must not stand in the way of the others.
    }
  }

  /** The time of all attempts runs from the first, and anew after an outage of the host. */
  void begins(long now, long totalNanos, Breaker breaker) {
    asking = breaker.begins(now);
    if (attempts == 0 || breaker.openings() != openings) {
      openings = breaker.openings();
      attempts = 0;
      cut = giveUpNanos - now < Math.min(totalNanos, patienceNanos) / 2;
      deadlineNanos = Math.min(totalNanos, giveUpNanos - now) + now;
    }
    attempts++;
  }

  /** Whether it asks how the host is. */
  boolean isAsking() {
    return asking;
  }

  /** Whether it ended for want of time that the host was never given. */
  boolean wasCutShort(long now) {
    return cut && now - deadlineNanos >= 0;
  }

  /** Remembers why an attempt failed; what was cut short says less than what came before. */
  void failed(String why, long now) {
    if (lastFailure.isEmpty() || !wasCutShort(now)) {
      lastFailure = why;
    }
  }

  String lastFailure() {
    return lastFailure.isEmpty() ? "it was never its turn" : lastFailure;
  }

  /** Waits for its host behind the others: it may be the one image that never comes. */
  void pause(long now) {
    attempts = 0;
    dueNanos = now;
  }
}
