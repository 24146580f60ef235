package io.saccade.processor.topology;

import io.saccade.processor.serving.Watch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The references of the versions that this instance has admitted lately, whether they still serve
 * or not: their windows are open for longer than they are. Thread-safe.
 */
public final class References {

  /** Each is some hundred kilobytes. */
  private static final int KEPT = 16;

  private final Map<String, Watch> bySha256 =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Watch> eldest) {
          return size() > KEPT;
        }
      };

  /** Adds that of a version. */
  public synchronized void add(Watch watch) {
    bySha256.remove(watch.version().sha256());
    bySha256.put(watch.version().sha256(), watch);
  }

  synchronized Optional<Watch> of(String sha256) {
    return Optional.ofNullable(bySha256.get(sha256));
  }
}
