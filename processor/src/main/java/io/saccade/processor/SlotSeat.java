package io.saccade.processor;

import io.saccade.model.BundleRefusedException;
import io.saccade.processor.serving.CanaryRoute;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelSlot;
import io.saccade.processor.serving.Routes;
import io.saccade.processor.serving.ShadowRoute;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Where routes are installed: the first make the slot, which the engine waits for. Thread-safe. */
final class SlotSeat implements AutoCloseable {

  private final CompletableFuture<ModelSlot> slot = new CompletableFuture<>();
  private final Consumer<Set<LoadedModel>> open;

  /**
   * An empty seat.
   *
   * @param open is told which versions are open after each swap
   */
  SlotSeat(Consumer<Set<LoadedModel>> open) {
    this.open = open;
  }

  /** These serve from now on. */
  synchronized void install(Routes next) {
    Set<LoadedModel> models = new LinkedHashSet<>();
    models.add(next.primary());
    next.canary().map(CanaryRoute::model).ifPresent(models::add);
    next.shadow().map(ShadowRoute::model).ifPresent(models::add);
    ModelSlot now = slot.getNow(null);
    if (now == null) {
      slot.complete(new ModelSlot(next));
    } else {
      models.add(now.routes().primary());
      now.install(next);
    }
    open.accept(models);
  }

  /** There is nothing to start with. */
  void refuse(BundleRefusedException why) {
    slot.completeExceptionally(why);
  }

  /**
   * The slot, once there is something to serve.
   *
   * @param patience after which {@code waiting} is run, again and again
   * @throws BundleRefusedException if there is nothing to start with
   */
  ModelSlot await(Duration patience, Runnable waiting)
      throws BundleRefusedException, InterruptedException {
    while (true) {
      try {
        return slot.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        waiting.run();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof BundleRefusedException refused) {
          throw refused;
        }
        throw new IllegalStateException("the slot cannot be made", e);
      }
    }
  }

  @Override
  public synchronized void close() {
    slot.cancel(false);
    if (slot.isDone() && !slot.isCompletedExceptionally()) {
      slot.join().close();
    }
  }
}
