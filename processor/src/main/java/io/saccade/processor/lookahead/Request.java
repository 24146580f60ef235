package io.saccade.processor.lookahead;

import io.saccade.model.ErrorCode;
import io.saccade.processor.serving.LoadedModel;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way through the engine. Its version is fixed when it is made, in offset order,
 * so that a partition never goes back to an older version. The first outcome stands; later ones are
 * ignored.
 */
final class Request {

  /** What is being done about the event. Only work has a deadline; waiting has none. */
  enum Stage {
    QUEUED,
    /** Its schema may have to be asked for, and a registry that hangs is not the event's fault. */
    READING,
    WAITING_FOR_REGISTRY,
    DECODING,
    INFERRING;

    boolean isWork() {
      return this == DECODING || this == INFERRING;
    }
  }

  final Coordinates coordinates;
  final byte @Nullable [] value;
  final LoadedModel model;
  final long submittedNanos;
  final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private volatile Progress progress;
  // Written by the decoding worker before the batcher publishes the place, read by the lane after.
  String eventId = "";
  long takenUpNanos;
  long decodedNanos;

  /** The stage, since when, and by whom. */
  record Progress(Stage stage, long sinceNanos, @Nullable Worker worker) {}

  Request(Coordinates coordinates, byte @Nullable [] value, LoadedModel model, long nowNanos) {
    this.coordinates = coordinates;
    this.value = value;
    this.model = model;
    this.submittedNanos = nowNanos;
    this.progress = new Progress(Stage.QUEUED, nowNanos, null);
  }

  void enter(Stage stage, long nowNanos, @Nullable Worker worker) {
    progress = new Progress(stage, nowNanos, worker);
  }

  Progress progress() {
    return progress;
  }

  void fail(ErrorCode code, String message) {
    outcome.complete(new Outcome.Failed(code, message, model.version().toString()));
  }

  /** Gives up the request because its partition went elsewhere; nobody waits for it any more. */
  void cancel() {
    outcome.cancel(false);
  }

  boolean isSettled() {
    return outcome.isDone();
  }
}
