package io.saccade.cli.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.Connections;
import io.saccade.cli.kafka.KafkaOptions;
import io.saccade.cli.kafka.Topics;
import io.saccade.cli.watch.TopicReader;
import io.saccade.processor.topology.StreamId;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.DriftAcceptance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where operators' acceptances of one stream are. */
final class AcceptanceTopic {

  private final KafkaOptions kafka;
  private final String name;
  private final StreamId stream;

  /**
   * An acceptance, and where it is.
   *
   * @param offset in the partition of the stream
   */
  record Written(DriftAcceptance acceptance, long offset) {}

  AcceptanceTopic(KafkaOptions kafka, String name, StreamId stream) {
    this.kafka = kafka;
    this.name = name;
    this.stream = stream;
  }

  /**
   * What is still there of what was accepted, the latest last.
   *
   * @throws CommandFailedException if there is no such topic
   */
  List<Written> read()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    requireTopic();
    List<Written> all = new ArrayList<>();
    try (SerdeFactory serdes = kafka.serdes();
        TopicReader reader = TopicReader.fromBeginning(name, kafka.clients())) {
      AvroReader<DriftAcceptance> avro = serdes.reader(DriftAcceptance.class);
      Map<TopicPartition, Long> ends = reader.ends();
      while (!reader.isAt(ends)) {
        for (ConsumerRecord<byte[], byte[]> message : reader.poll()) {
          add(all, avro, message);
        }
      }
    }
    return all;
  }

  private void add(
      List<Written> all, AvroReader<DriftAcceptance> avro, ConsumerRecord<byte[], byte[]> message)
      throws SchemaException {
    if (message.value() != null && Arrays.equals(message.key(), stream.toBytes())) {
      try {
        all.add(new Written(avro.read(message.value()), message.offset()));
      } catch (CorruptRecordException e) {
        // Not ours.
      }
    }
  }

  /**
   * Writes an acceptance; returns when it is replicated.
   *
   * @return its offset
   */
  long write(DriftAcceptance acceptance)
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    Map<String, Object> settings = new HashMap<>(kafka.clients());
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.putIfAbsent("max.block.ms", 15_000);
    settings.putIfAbsent("delivery.timeout.ms", 30_000);
    settings.putIfAbsent("linger.ms", 0);
    settings.putIfAbsent("client.id", "saccade-drift");
    settings.remove("transactional.id");
    try (SerdeFactory serdes = kafka.serdes()) {
      byte[] value = serdes.writer(DriftAcceptance.class, name + "-value").write(acceptance);
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
        return producer.send(new ProducerRecord<>(name, stream.toBytes(), value)).get().offset();
      }
    } catch (ExecutionException | KafkaException e) {
      throw Connections.failed(e);
    }
  }

  private void requireTopic() throws IOException, CommandFailedException, InterruptedException {
    try (Topics topics = Topics.connect(kafka.clients())) {
      if (topics.find(name).isEmpty()) {
        throw new CommandFailedException(
            ("there is no topic %s at %s; a processor that watches drift makes it where"
                    + " topics.create is on, and --acceptances-topic names another one")
                .formatted(name, kafka.bootstrap()));
      }
    }
  }
}
