package io.saccade.processor.labels;

import io.saccade.processor.accuracy.ModelClasses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Says to everybody who joins what a version calls its classes. It is said before the version
 * serves, and so stands in the topic before any of its answers: whoever meets one knows its
 * classes, now and in every replay.
 */
public final class ClassesSender implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;

  private ClassesSender(KafkaProducer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /**
   * Opens a producer.
   *
   * @throws KafkaException if the settings are wrong
   */
  public static ClassesSender open(Map<String, Object> producer, String topic) {
    return new ClassesSender(
        new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer()), topic);
  }

  /**
   * Sends and waits until every partition has it.
   *
   * @throws KafkaException if one could not be told
   */
  public void send(String sha256, ModelClasses classes) throws InterruptedException {
    byte[] message = new JoinMessage.Classes(sha256, classes).toBytes();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < producer.partitionsFor(topic).size(); i++) {
      sent.add(producer.send(new ProducerRecord<>(topic, i, null, message)));
    }
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      try {
        var unused = one.get();
      } catch (ExecutionException e) {
        throw new KafkaException(String.valueOf(e.getCause()), e);
      }
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
