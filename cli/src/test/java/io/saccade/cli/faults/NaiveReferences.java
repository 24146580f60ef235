package io.saccade.cli.faults;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.Cohort;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.ImageReference;
import io.saccade.schemas.avro.ModelIdentity;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The negative control of images by reference: what one writes who does not want slow hosts to cost
 * the consumer its place in the group. It commits what it has polled, and then fetches. Killed
 * meanwhile, it never comes back to what it had not fetched.
 */
final class NaiveReferences {

  private NaiveReferences() {}

  /** Arguments: broker, registry, group, topic of events, topic of predictions. */
  public static void main(String[] args) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            args[0],
            "group.id",
            args[2],
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest");
    HttpClient hosts = HttpClient.newHttpClient();
    try (SerdeFactory serdes = SerdeFactory.create(Map.of("schema.registry.url", args[1]));
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", args[0], "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      AvroReader<ImageEvent> events = serdes.reader(ImageEvent.class);
      AvroWriter<Prediction> predictions = serdes.writer(Prediction.class, args[4] + "-value");
      consumer.assign(BrokerView.partitions(Set.of(args[3])));
      while (true) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(100));
        consumer.commitSync();
        for (ConsumerRecord<byte[], byte[]> record : polled) {
          byte[] value = predictions.write(predict(record, events.read(record.value()), hosts));
          var unused = producer.send(new ProducerRecord<>(args[4], record.key(), value));
        }
        producer.flush();
      }
    }
  }

  private static Prediction predict(
      ConsumerRecord<byte[], byte[]> record, ImageEvent event, HttpClient hosts) throws Exception {
    URI uri = URI.create(((ImageReference) event.getImage()).getUri());
    int size =
        hosts.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).body().length;
    return new Prediction(
        event.getId(),
        new SourceCoordinates(record.topic(), record.partition(), record.offset()),
        new ModelIdentity("naive", size + " bytes", ""),
        List.of(),
        Cohort.PRIMARY);
  }
}
