package io.saccade.processor.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All open pages, which are told what is new. Thread-safe. */
final class Audience {

  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

  /** Lets one more in; it is told what happens from now on. */
  Viewer enter() {
    Viewer viewer = new Viewer();
    viewers.add(viewer);
    synchronized (this) {
      notifyAll();
    }
    return viewer;
  }

  void leave(Viewer viewer) {
    viewers.remove(viewer);
  }

  boolean isEmpty() {
    return viewers.isEmpty();
  }

  /** Waits until there is somebody. */
  synchronized void await() throws InterruptedException {
    while (viewers.isEmpty()) {
      wait();
    }
  }

  /** Tells everybody, as a server-sent event. */
  void tell(String event, JsonNode data) {
    if (!viewers.isEmpty()) {
      byte[] bytes = event(event, data);
      viewers.forEach(viewer -> viewer.tell(bytes));
    }
  }

  private static byte[] event(String event, JsonNode data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(data.toString().getBytes(StandardCharsets.UTF_8)); // one line: Jackson escapes
    bytes.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
