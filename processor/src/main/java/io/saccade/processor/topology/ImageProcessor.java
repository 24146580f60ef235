package io.saccade.processor.topology;

import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.LookAhead;
import io.saccade.processor.lookahead.Outcome;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Forwards what became of each record, synchronously and in order. Keeps nothing: when {@link
 * #process} returns, the record's prediction or failure is on its way within the same transaction
 * as its offset.
 */
final class ImageProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final LookAhead lookAhead;
  private final OutputRecords outputs;
  private final TopologyListener listener;
  private @Nullable ProcessorContext<byte[], byte[]> context;

  ImageProcessor(LookAhead lookAhead, OutputRecords outputs, TopologyListener listener) {
    this.lookAhead = lookAhead;
    this.outputs = outputs;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
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
    if (outcome instanceof Outcome.Classified classified) {
      Record<byte[], byte[]> prediction = outputs.prediction(record, classified);
      if (outputs.fits(prediction)) {
        context.forward(prediction, SaccadeTopology.PREDICTIONS);
        listener.predicted();
        return;
      }
      outcome = outputs.tooLarge(prediction);
    }
    if (outcome instanceof Outcome.Failed failed) {
      context.forward(outputs.failure(record, coordinates, failed), SaccadeTopology.FAILURES);
      listener.failed(coordinates, failed);
    } else if (outcome instanceof Outcome.Broken broken) {
      throw new IllegalStateException(
          "the engine broke on " + coordinates + "; this is a bug", broken.cause());
    }
  }

  @Override
  public void close() {
    ProcessorContext<byte[], byte[]> context = this.context;
    if (context != null) {
      lookAhead.evict(lookAhead.topic(), context.taskId().partition());
    }
  }

  private ProcessorContext<byte[], byte[]> context() {
    return Objects.requireNonNull(context, "init() comes before process()");
  }

  private static Coordinates coordinates(RecordMetadata metadata) {
    return new Coordinates(metadata.topic(), metadata.partition(), metadata.offset());
  }
}
