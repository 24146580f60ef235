package io.saccade.processor.lookahead;

import io.saccade.model.ErrorCode;
import io.saccade.model.image.ImageProperties;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.Route;
import io.saccade.processor.source.FetchedImage;
import io.saccade.schemas.avro.Cohort;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way through the engine. Its version is fixed when it is made, in offset order,
 * so that a partition never goes back to an older version. The first outcome stands; later ones are
 * ignored.
 *
 * <p>It has a lease on its version, which the {@link WorkQueue} gives up when the request leaves
 * the engine: when it needs no place in a batch, or its batch has come back. A request that is
 * tried a second time has a lease for each time, because the first one may never come back.
 */
final class Request {

  final Coordinates coordinates;
  final byte @Nullable [] value;
  final Route route;
  final LoadedModel model;
  final @Nullable Poll poll;
  final long submittedNanos;
  final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  // Written by one worker before the batcher's lock publishes them, read by another after.
  String eventId = "";
  long takenUpNanos;
  long decodedNanos;
  // Of an image whose version is watched.
  @Nullable ImageProperties properties;
  // Of an event that refers to its image, once that was fetched.
  @Nullable FetchedImage fetched;
  private @Nullable String suspicion;
  private volatile boolean alone;

  Request(
      Coordinates coordinates,
      byte @Nullable [] value,
      Route route,
      @Nullable Poll poll,
      long nowNanos) {
    this.coordinates = coordinates;
    this.value = value;
    this.route = route;
    this.model = route.model();
    this.poll = poll;
    this.submittedNanos = nowNanos;
  }

  void fail(ErrorCode code, String message) {
    outcome.complete(
        new Outcome.Failed(
            code, message, model.version().toString(), eventId.isEmpty() ? null : eventId));
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

  /**
   * Frees what was fetched for it: it was decoded, or is wanted no more. The bytes are let go of as
   * well, or they would stay on the heap until the outcome is taken, uncounted. Should it have to
   * be decoded again, it is fetched again.
   */
  void releaseFetched() {
    FetchedImage image = fetched;
    if (image != null) {
      fetched = null;
      image.release();
    }
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

  /** Whether it ended with a prediction. */
  boolean isClassified() {
    return outcome.isDone()
        && !outcome.isCompletedExceptionally()
        && outcome.join() instanceof Outcome.Classified;
  }

  /** As what its version answers. */
  Cohort cohort() {
    return route.canary() ? Cohort.CANARY : Cohort.PRIMARY;
  }

  boolean isOf(String topic, int partition) {
    return coordinates.partition() == partition && coordinates.topic().equals(topic);
  }

  /**
   * Takes another lease, for another way through the engine.
   *
   * @return false if the version was given up meanwhile, which it is not before this is settled
   */
  boolean renew() {
    return model.retain();
  }

  /** Gives up a lease: the request has left the engine. */
  void release() {
    route.release();
  }

  /** Gives up a lease of each; there is nothing to give up where a row was. */
  static void releaseAll(List<@Nullable Request> rows) {
    for (Request request : rows) {
      if (request != null) {
        request.release();
      }
    }
  }
}
