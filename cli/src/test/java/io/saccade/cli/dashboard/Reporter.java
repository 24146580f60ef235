package io.saccade.cli.dashboard;

import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SerdeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes reports where instances write them. */
record Reporter(String bootstrap, SerdeFactory serdes) {

  /** Sends them in order, and returns when the broker has them. */
  <T extends SpecificRecord> Reporter send(String topic, Class<T> type, List<T> reports)
      throws Exception {
    AvroWriter<T> writer = serdes.writer(type, topic + "-value");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (T report : reports) {
        sent.add(producer.send(new ProducerRecord<>(topic, 0, null, writer.write(report))));
      }
      for (Future<RecordMetadata> future : sent) {
        future.get();
      }
    }
    return this;
  }
}
