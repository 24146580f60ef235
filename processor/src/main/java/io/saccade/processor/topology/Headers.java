package io.saccade.processor.topology;

import java.util.Set;

/** The names of the headers that predictions and failures carry. All values are UTF-8 text. */
public final class Headers {

  /** Of a failure: the code, one of {@link io.saccade.model.ErrorCode}. */
  public static final String ERROR_CODE = "saccade.error.code";

  /** Of a failure: one sentence on what is wrong. */
  public static final String ERROR_MESSAGE = "saccade.error.message";

  /** Of a failure: the topic of the event. */
  public static final String SOURCE_TOPIC = "saccade.source.topic";

  /** Of a failure: the partition of the event. */
  public static final String SOURCE_PARTITION = "saccade.source.partition";

  /** Of a failure: the offset of the event. */
  public static final String SOURCE_OFFSET = "saccade.source.offset";

  /** Of a failure: SHA-256 of the event's value, in lower-case hexadecimal; absent for none. */
  public static final String SOURCE_SHA256 = "saccade.source.sha256";

  /** Of a failure: the version that was serving. */
  public static final String MODEL = "saccade.model";

  /** Of a failure: the id of the event, where that could be read. */
  public static final String EVENT_ID = "saccade.event.id";

  /** Of a failure: {@code true} where the event's value was too large to be carried along. */
  public static final String VALUE_DROPPED = "saccade.value.dropped";

  /** Of a failure: {@code true} where the event's key was too large to be carried along. */
  public static final String KEY_DROPPED = "saccade.key.dropped";

  /** Of a prediction: how many images went to the model together. */
  public static final String BATCH_SIZE = "saccade.batch.size";

  /** Of a prediction: where the model ran. */
  public static final String DEVICE = "saccade.device";

  /** Of a prediction: which lane of the device ran its batch, counted from 0. */
  public static final String LANE = "saccade.lane";

  /**
   * Of a prediction and of a failure: when the processor was done with the event, by its own clock,
   * in ISO 8601. Under exactly-once consumers see it when the transaction is committed, a little
   * later.
   */
  public static final String PROCESSED_AT = "saccade.processed.at";

  /** Of a prediction: microseconds from the poll until a worker took the event up. */
  public static final String QUEUED_MICROS = "saccade.queued.micros";

  /** Of a prediction: microseconds from then until the image stood in its batch. */
  public static final String DECODE_MICROS = "saccade.decode.micros";

  /** Of a prediction: microseconds from then until the batch was run. */
  public static final String WAITED_MICROS = "saccade.waited.micros";

  /** Of a prediction: microseconds that its batch took in the model. */
  public static final String INFERENCE_MICROS = "saccade.inference.micros";

  /**
   * Of a prediction of a version that came with a reference: its largest probability after the
   * reference's temperature, in millionths. It is how likely the prediction is to be right.
   */
  public static final String CALIBRATED_PPM = "saccade.calibrated.ppm";

  /** Of a prediction that a replay wrote: the name of its run. */
  public static final String REPLAY = "saccade.replay";

  /** Of an event that was put back, and of what became of it: the failure it was put back for. */
  public static final String REPLAY_OF = "saccade.replay.of";

  /** Of the same: where the event stood that failed. */
  public static final String REPLAY_SOURCE = "saccade.replay.source";

  /** Of the same: the how manieth time it was put back, from 1. */
  public static final String REPLAY_ATTEMPT = "saccade.replay.attempt";

  // What Kafka Streams' own dead-letter handler writes, so that its users' tools work here too.
  static final String STREAMS_EXCEPTION = "__streams.errors.exception";
  static final String STREAMS_MESSAGE = "__streams.errors.message";
  static final String STREAMS_TOPIC = "__streams.errors.topic";
  static final String STREAMS_PARTITION = "__streams.errors.partition";
  static final String STREAMS_OFFSET = "__streams.errors.offset";

  /** What Kafka Streams' own headers of dead letters begin with. */
  public static final String STREAMS_ERRORS = "__streams.errors.";

  /** All that is said of a failure: an event that comes with any of it has it from elsewhere. */
  public static final Set<String> OF_FAILURES =
      Set.of(
          ERROR_CODE,
          ERROR_MESSAGE,
          SOURCE_TOPIC,
          SOURCE_PARTITION,
          SOURCE_OFFSET,
          SOURCE_SHA256,
          MODEL,
          EVENT_ID,
          PROCESSED_AT,
          VALUE_DROPPED,
          KEY_DROPPED);

  private Headers() {}
}
