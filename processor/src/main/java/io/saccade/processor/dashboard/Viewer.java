package io.saccade.processor.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One open page. What it is told waits for the thread that writes to it, so that a slow one holds
 * up nobody; one that is far behind is let go, and comes back for a snapshot.
 */
final class Viewer {

  /** A minute of everything. */
  private static final int MOST = 256;

  private final BlockingQueue<byte[]> events = new ArrayBlockingQueue<>(MOST);
  private volatile boolean behind;

  void tell(byte[] event) {
    if (!events.offer(event)) {
      behind = true;
    }
  }

  /** Writes until it is far behind, or interrupted. There is something every second. */
  void serve(OutputStream out) throws IOException, InterruptedException {
    while (!behind) {
      byte[] event = events.take();
      out.write(event);
      if (events.isEmpty()) {
        out.flush();
      }
    }
  }
}
