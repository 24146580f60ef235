package io.saccade.processor.release;

import io.saccade.processor.serving.Routes;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings about what releases ask for: loads the versions they name, one at a time on a thread of its
 * own, and installs a release when all of them are ready. Thread-safe.
 */
public final class ReleaseController implements AutoCloseable {

  /**
   * A controller.
   *
   * @param install puts a release in the place of the one that serves, at once
   */
  public ReleaseController(
      String model, VersionLoader loader, Consumer<Routes> install, StatusListener listener) {
    throw new UnsupportedOperationException("not yet built");
  }

  /** Starts to load; {@code fallbacks} are tried in turn where nothing serves otherwise. */
  public void start(List<Release> fallbacks) {}

  /** A release has come. Does not wait, but where all it names is held, it serves on return. */
  public void wanted(Release release) {}

  /** What is done now. */
  public ReleaseStatus status() {
    throw new UnsupportedOperationException("not yet built");
  }

  @Override
  public void close() {}
}
