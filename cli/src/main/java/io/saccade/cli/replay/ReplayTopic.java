package io.saccade.cli.replay;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.processor.topology.Headers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Writes predictions to the topic of a replay, in the order of each partition of events. Every one
 * carries the name of the run that it is of.
 */
final class ReplayTopic implements AutoCloseable {

  private final Producer<byte[], byte[]> producer;
  private final String name;
  private final int partitions;
  private final byte[] run;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * Writes to a topic that exists.
   *
   * @param producer to write with; closed with this
   * @param run what to call the run
   */
  ReplayTopic(Producer<byte[], byte[]> producer, String name, int partitions, String run) {
    this.producer = producer;
    this.name = name;
    this.partitions = partitions;
    this.run = run.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes one prediction.
   *
   * @param partition of its event
   * @throws CommandFailedException if this or an earlier one was refused
   */
  void write(int partition, Record<byte[], byte[]> prediction) throws CommandFailedException {
    requireNoFailure();
    RecordHeaders headers = new RecordHeaders(prediction.headers());
    headers.remove(Headers.REPLAY);
    headers.add(Headers.REPLAY, run);
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(
                name,
                partition % partitions,
                prediction.timestamp(),
                prediction.key(),
                prediction.value(),
                headers),
            (metadata, thrown) -> failure.compareAndSet(null, thrown));
  }

  /** Waits until everything is replicated. */
  void flush() throws CommandFailedException {
    producer.flush();
    requireNoFailure();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void requireNoFailure() throws CommandFailedException {
    Exception thrown = failure.get();
    if (thrown != null) {
      throw new CommandFailedException(
          "a prediction could not be written to topic %s: %s"
              .formatted(name, BadEndings.message(thrown)),
          thrown);
    }
  }
}
