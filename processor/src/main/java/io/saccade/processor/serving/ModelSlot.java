package io.saccade.processor.serving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the versions that serve, and swaps them while records flow. Thread-safe.
 *
 * <p>Who holds what: the slot takes a hold of its own on each version that it routes to and gives
 * it up when other routes take their place; each lease is a hold of its own. Whoever loaded a
 * version keeps the hold that it was loaded with, and closes it when the version is wanted no
 * longer, as previous version or otherwise. The version is closed with the last of all these.
 */
public final class ModelSlot implements AutoCloseable {

  private static final Duration CLOSING = Duration.ofSeconds(10);

  private volatile @Nullable Routes routes;
  private final List<LoadedModel> retired = new ArrayList<>();

  /** Starts with versions that have passed their gate. */
  public ModelSlot(Routes first) {
    hold(first);
    this.routes = first;
  }

  /**
   * What the records that are looked ahead now are routed by.
   *
   * @throws IllegalStateException if the slot was closed
   */
  public Routes routes() {
    Routes now = routes;
    if (now == null) {
      throw new IllegalStateException("the slot was closed");
    }
    return now;
  }

  /**
   * Swaps at once: whoever asks for a lease afterwards gets one by the new routes. What the slot
   * routes to no longer closes with its last hold, which is not here if records still have leases.
   *
   * @throws IllegalStateException if the slot, or one of the versions, was closed
   */
  public synchronized void install(Routes next) {
    Routes before = routes();
    hold(next);
    routes = next;
    retired.removeIf(LoadedModel::isClosed);
    for (LoadedModel model : before.models()) {
      if (!retired.contains(model)) {
        retired.add(model);
      }
      model.release();
    }
  }

  /**
   * A lease for a record, taken when it is looked ahead: the version stays open until {@link
   * Route#release}. For the records of one partition ask in the order of their offsets, and no
   * release is followed by an older one.
   *
   * @param key the record's key, or null
   * @return null once the slot is closed
   */
  public @Nullable Route lease(byte @Nullable [] key, int partition, long offset) {
    for (Routes now = routes; now != null; now = routes) {
      Route route = now.of(key, partition, offset);
      if (route.model().retain()) {
        return route;
      }
      // Swapped and given up between the two; the next look sees what took its place.
    }
    return null;
  }

  /**
   * Gives up what the slot holds, and waits for what is being closed at this moment. What is still
   * in use, or stuck in the model, closes when it comes back.
   */
  @Override
  public synchronized void close() {
    Routes last = routes;
    if (last == null) {
      return;
    }
    routes = null;
    last.models().forEach(LoadedModel::close);
    try {
      for (LoadedModel model : retired) {
        model.awaitClosing(CLOSING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void hold(Routes next) {
    List<LoadedModel> held = new ArrayList<>();
    for (LoadedModel model : next.models()) {
      if (!model.retain()) {
        held.forEach(LoadedModel::release);
        throw new IllegalStateException("a version to route to was closed: " + model.version());
      }
      held.add(model);
    }
  }
}
