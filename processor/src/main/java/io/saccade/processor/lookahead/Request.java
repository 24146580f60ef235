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

  final Coordinates coordinates;
  final byte @Nullable [] value;
  final LoadedModel model;
  final @Nullable Poll poll;
  final long submittedNanos;
  final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  // Written by one worker before the batcher's lock publishes them, read by another after.
  String eventId = "";
  long takenUpNanos;
  long decodedNanos;
  private @Nullable String suspicion;
  private volatile boolean alone;

  Request(
      Coordinates coordinates,
      byte @Nullable [] value,
      LoadedModel model,
      @Nullable Poll poll,
      long nowNanos) {
    this.coordinates = coordinates;
    this.value = value;
    this.model = model;
    this.poll = poll;
    this.submittedNanos = nowNanos;
  }

  void fail(ErrorCode code, String message) {
    outcome.complete(new Outcome.Failed(code, message, model.version().toString()));
  }

  /** Says that the model failed on this image alone. */
  void suspect(String message) {
    suspicion = message;
  }

  /** Fails the event if the model failed on its image alone. */
  boolean failIfSuspected() {
    String message = suspicion;
    if (message != null) {
      fail(ErrorCode.MODEL_FAILED, message);
    }
    return message != null;
  }

  /** Makes the image run in a batch of its own from now on. */
  void runAlone() {
    alone = true;
  }

  boolean isAlone() {
    return alone;
  }

  /** Gives up the request because its partition went elsewhere; nobody waits for it any more. */
  void cancel() {
    outcome.cancel(false);
  }

  boolean isSettled() {
    return outcome.isDone();
  }
}
