package io.saccade.processor.source;

/** An image that somebody waits for. Guarded by the lock of the {@link FetchQueue}. */
final class FetchJob {

  final Target target;
  final String sha256;
  final ImageSource.Receiver receiver;
  int attempts;
  long dueNanos;
  long deadlineNanos;
  private long openings = -1;

  FetchJob(Target target, String sha256, ImageSource.Receiver receiver, long now) {
    this.target = target;
    this.sha256 = sha256;
    this.receiver = receiver;
    this.dueNanos = now;
  }

  /** The time runs from the first attempt, and anew after an outage of the host. */
  void begins(long now, long totalNanos, long outages) {
    if (attempts == 0 || outages != openings) {
      openings = outages;
      attempts = 0;
      deadlineNanos = now + totalNanos;
    }
    attempts++;
  }
}
