package io.saccade.processor.lookahead;

import io.saccade.model.ErrorCode;
import io.saccade.model.drift.Observation;
import io.saccade.processor.serving.ModelVersion;
import io.saccade.processor.serving.Watch;
import io.saccade.schemas.avro.Cohort;
import org.jspecify.annotations.Nullable;

/** What became of one event. */
public sealed interface Outcome {

  /**
   * The event was classified.
   *
   * @param prediction the prediction, written in the registry's wire format
   * @param version that answered
   * @param cohort as what it answered
   * @param timings what varies from run to run, and so travels as headers
   * @param seen what the image adds to its window, where the version is watched
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Classified(
      byte[] prediction, ModelVersion version, Cohort cohort, Timings timings, @Nullable Seen seen)
      implements Outcome {}

  /**
   * An image as it is seen in the terms of a reference.
   *
   * @param watch whose reference
   * @param observation what the image adds to a window
   */
  record Seen(Watch watch, Observation observation) {}

  /**
   * The event cannot be classified, now or ever.
   *
   * @param code why
   * @param message one sentence, without secrets
   * @param model the version that refused it, or null where no version was asked
   * @param eventId of the event, or null where it could not be read
   */
  record Failed(ErrorCode code, String message, @Nullable String model, @Nullable String eventId)
      implements Outcome {}

  /**
   * Something happened that nobody foresaw. It is a bug: the stream thread stops loudly, and
   * nothing is committed.
   *
   * @param cause what happened
   */
  record Broken(Throwable cause) implements Outcome {}

  /**
   * How a prediction came about.
   *
   * @param batchSize how many images went to the model together
   * @param device where the model ran
   * @param lane which lane of it, counted from 0
   * @param queuedNanos from the poll until a worker took it up
   * @param decodeNanos from then until it stood in the batch
   * @param waitedNanos from then until the batch was run
   * @param inferenceNanos how long its batch took
   */
  record Timings(
      int batchSize,
      String device,
      int lane,
      long queuedNanos,
      long decodeNanos,
      long waitedNanos,
      long inferenceNanos) {}
}
