package io.saccade.cli.publish;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Prints the first few complaints: a thousand of the same kind tell no more. Thread-safe. */
final class Complaints implements Consumer<String> {

  private static final int MOST = 10;

  private final PrintWriter err;
  private final AtomicLong count = new AtomicLong();

  Complaints(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void accept(String complaint) {
    long number = count.incrementAndGet();
    if (number <= MOST) {
      err.println("saccade: " + complaint);
    } else if (number == MOST + 1) {
      err.println("saccade: and more; the summary counts them");
    }
  }
}
