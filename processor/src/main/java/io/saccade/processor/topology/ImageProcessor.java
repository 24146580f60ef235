package io.saccade.processor.topology;

import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.LookAhead;
import io.saccade.processor.lookahead.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Forwards what became of each record, synchronously and in order. Keeps nothing: when {@link
 * #process} returns, the record's prediction or failure is on its way within the same transaction
 * as its offset, and what its image adds to a window follows before that is committed.
 */
final class ImageProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  /** How long it may take until a partition without events notices that somebody watches. */
  private static final Duration SELDOM = Duration.ofMinutes(1);

  private final LookAhead lookAhead;
  private final OutputRecords outputs;
  private final DriftOutbox drift;
  private final SaccadeTopology.Told told;
  private final LongSupplier clock;
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable TaskDeltas deltas;
  private @Nullable Cancellable beat;
  private boolean beating;

  /**
   * A processor of one task.
   *
   * @param clock of the day, in milliseconds; that of Kafka Streams stands still meanwhile
   */
  ImageProcessor(
      LookAhead lookAhead,
      OutputRecords outputs,
      DriftOutbox drift,
      SaccadeTopology.Told told,
      LongSupplier clock) {
    this.lookAhead = lookAhead;
    this.outputs = outputs;
    this.drift = drift;
    this.told = told;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    if (drift.settings().watch()) {
      TaskDeltas own = new TaskDeltas(drift, context.taskId().partition(), drift.elapsedMillis());
      deltas = own;
      beat(context, own);
    }
  }

  /** Beats seldom while nobody watches: after every beat Kafka Streams commits. */
  private void beat(ProcessorContext<byte[], byte[]> context, TaskDeltas own) {
    if (beat != null) {
      beat.cancel();
    }
    beating = drift.isOpen();
    beat =
        context.schedule(
            beating ? own.beat() : SELDOM,
            PunctuationType.WALL_CLOCK_TIME,
            now -> {
              sayWhetherQuiet(context, own, now);
              beatOnceOpen(context, own);
            });
  }

  private void beatOnceOpen(ProcessorContext<byte[], byte[]> context, TaskDeltas own) {
    if (!beating && drift.isOpen()) {
      beat(context, own);
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<byte[], byte[]> context = context();
    Coordinates coordinates =
        context
            .recordMetadata()
            .map(ImageProcessor::coordinates)
            .orElseThrow(() -> new IllegalStateException("a record without coordinates"));
    if (lookAhead.endsShortPoll(coordinates)) {
      // All that was polled is done, and nobody sees a prediction before the commit: there is no
      // point in waiting for the interval. Under a backlog polls are long, and the interval is
      // enough: a commit more would only cost.
      context.commit();
    }
    Outcome outcome = lookAhead.take(coordinates, record.key(), record.value());
    Outcome.Seen seen = forward(context, record, coordinates, outcome);
    if (deltas != null) {
      beatOnceOpen(context, deltas);
      deltas.processed(context.currentStreamTimeMs(), drift.elapsedMillis(), record, seen);
    }
  }

  /** Forwards what became of a record; returns what its image adds to a window, if anything. */
  private Outcome.@Nullable Seen forward(
      ProcessorContext<byte[], byte[]> context,
      Record<byte[], byte[]> record,
      Coordinates coordinates,
      Outcome outcome) {
    long now = clock.getAsLong();
    if (outcome instanceof Outcome.Classified classified) {
      Record<byte[], byte[]> prediction = outputs.prediction(record, classified, now);
      if (outputs.fits(prediction)) {
        told.traces().goOn(coordinates, record.headers(), classified, prediction.headers());
        context.forward(prediction, SaccadeTopology.PREDICTIONS);
        told.listener().predicted(record.value(), classified, record.timestamp());
        return classified.seen();
      }
      outcome = outputs.tooLarge(prediction);
    }
    if (outcome instanceof Outcome.Failed failed) {
      Record<byte[], byte[]> failure = outputs.failure(record, coordinates, failed, now);
      told.traces().goOn(coordinates, record.headers(), failed, failure.headers());
      context.forward(failure, SaccadeTopology.FAILURES);
      told.listener().failed(coordinates, failed);
    } else if (outcome instanceof Outcome.Broken broken) {
      throw new IllegalStateException(
          "the engine broke on " + coordinates + "; this is a bug", broken.cause());
    }
    return null;
  }

  /** Lets windows be closed that would otherwise wait for this partition. */
  private void sayWhetherQuiet(
      ProcessorContext<byte[], byte[]> context, TaskDeltas deltas, long now) {
    deltas
        .quiet(drift.elapsedMillis())
        .ifPresent(
            quiet ->
                context.forward(
                    new Record<>(new byte[0], quiet.toBytes(), now), SaccadeTopology.DRIFT));
  }

  @Override
  public void close() {
    ProcessorContext<byte[], byte[]> context = this.context;
    if (context != null) {
      lookAhead.evict(lookAhead.topic(), context.taskId().partition());
    }
    if (deltas != null) {
      deltas.close();
    }
  }

  private ProcessorContext<byte[], byte[]> context() {
    return Objects.requireNonNull(context, "init() comes before process()");
  }

  private static Coordinates coordinates(RecordMetadata metadata) {
    return new Coordinates(metadata.topic(), metadata.partition(), metadata.offset());
  }
}
