package io.saccade.cli.labels;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.KafkaOptions;
import io.saccade.cli.watch.TopicReader;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads labels off events whose attributes already say what they show. */
final class LabelledEvents {

  private final KafkaOptions kafka;
  private final String topic;
  private final String attribute;

  LabelledEvents(KafkaOptions kafka, String topic, String attribute) {
    this.kafka = kafka;
    this.topic = topic;
    this.attribute = attribute;
  }

  /**
   * The labels of all events that are there now.
   *
   * @param now when they were found out
   * @throws CommandFailedException if no event has one
   */
  List<GivenLabel> read(Instant now) throws IOException, CommandFailedException, SchemaException {
    List<GivenLabel> labels = new ArrayList<>();
    try (SerdeFactory serdes = kafka.serdes();
        TopicReader reader = TopicReader.fromBeginning(topic, kafka.clients())) {
      AvroReader<ImageEvent> events = serdes.reader(ImageEvent.class);
      Map<TopicPartition, Long> ends = reader.ends();
      while (!reader.isAt(ends)) {
        for (ConsumerRecord<byte[], byte[]> message : reader.poll()) {
          label(events, message, now).ifPresent(labels::add);
        }
      }
    }
    if (labels.isEmpty()) {
      throw new CommandFailedException(
          ("no event of topic %s has the attribute \"%s\"; publish images with it by `saccade"
                  + " publish --label-from-folder`")
              .formatted(topic, attribute));
    }
    return labels;
  }

  private Optional<GivenLabel> label(
      AvroReader<ImageEvent> events, ConsumerRecord<byte[], byte[]> message, Instant now)
      throws SchemaException {
    if (message.value() == null) {
      return Optional.empty();
    }
    try {
      ImageEvent event = events.read(message.value());
      return Optional.ofNullable(event.getAttributes().get(attribute))
          .map(name -> new GivenLabel(event.getId(), name, now));
    } catch (CorruptRecordException e) {
      return Optional.empty();
    }
  }
}
