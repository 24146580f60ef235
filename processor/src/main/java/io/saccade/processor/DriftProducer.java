package io.saccade.processor;

import io.saccade.processor.topology.DriftOutbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.jspecify.annotations.Nullable;

/**
 * The producer of one stream thread. Before it is flushed, which Kafka Streams does on that thread
 * before every commit, it sends what the images whose predictions it was handed add to windows: so
 * the one is committed where the other is.
 */
final class DriftProducer extends KafkaProducer<byte[], byte[]> {

  private final DriftOutbox outbox;

  DriftProducer(Map<String, Object> config, DriftOutbox outbox) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.outbox = outbox;
  }

  /**
   * Sends and waits for all of it.
   *
   * @throws TaskMigratedException if the tasks went on elsewhere meanwhile
   * @throws KafkaException if something could not be sent: nothing may be committed then
   */
  @Override
  public void flush() {
    if (!outbox.hasMail()) {
      super.flush();
      return;
    }
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record :
          outbox.take(partitionsFor(outbox.topic()).size())) {
        sent.add(send(record));
      }
      super.flush();
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (KafkaException e) {
      throw failed(e);
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** As Kafka Streams tells its own sends that failed. */
  private static KafkaException failed(@Nullable Throwable cause) {
    return cause instanceof ProducerFencedException
            || cause instanceof InvalidProducerEpochException
            || cause instanceof InvalidPidMappingException
        ? new TaskMigratedException("the producer was fenced while it sent deltas of drift", cause)
        : new KafkaException("a delta of drift could not be sent", cause);
  }
}
