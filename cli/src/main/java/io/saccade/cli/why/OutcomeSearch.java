package io.saccade.cli.why;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.processor.topology.Headers;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Looks for what became of an event, among predictions and failures at once. */
final class OutcomeSearch {

  /** So far behind an outcome another one of the same event is looked for. */
  private static final long REPEATED_WITHIN = 20_000;

  private static final int MOST_REPEATED = 20;

  private final Offsets offsets;
  private final TopicScan scan;
  private final Records records;
  private final WhyTopics topics;

  OutcomeSearch(Offsets offsets, TopicScan scan, Records records, WhyTopics topics) {
    this.offsets = offsets;
    this.scan = scan;
    this.records = records;
    this.topics = topics;
  }

  /**
   * Looks.
   *
   * @param there those of the two topics that exist
   * @param key of the event, where it is known: its outcome is in the partition of the key
   */
  Optional<Settled> find(EventName name, List<String> there, byte @Nullable [] key, Reach reach)
      throws CommandFailedException, SchemaException, InterruptedException {
    List<TopicScan.Part> parts = new ArrayList<>();
    for (String topic : there) {
      OptionalInt only = key == null ? OptionalInt.empty() : offsets.partitionOf(topic, key);
      parts.addAll(offsets.parts(topic, only, reach));
    }
    Optional<ConsumerRecord<byte[], byte[]>> found = scan.find(parts, record -> isOf(name, record));
    return found.isEmpty() ? Optional.empty() : Optional.of(settled(found.get(), name));
  }

  private Settled settled(ConsumerRecord<byte[], byte[]> record, EventName name)
      throws CommandFailedException, SchemaException, InterruptedException {
    Spot source = source(record).orElse(Spot.of(record));
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    TopicScan.Part whole =
        offsets.whole(partition.topic(), OptionalInt.of(partition.partition())).get(0);
    TopicScan.Part near =
        new TopicScan.Part(
            partition,
            Math.max(whole.from(), record.offset() - REPEATED_WITHIN),
            Math.min(whole.to(), record.offset() + REPEATED_WITHIN));
    List<Spot> others = new ArrayList<>();
    List<Spot> namesakes = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> again :
        scan.inOrder(
            List.of(near),
            MOST_REPEATED,
            other ->
                other.offset() != record.offset()
                    && (isOf(name, other) || isOf(new EventName.At(source), other)))) {
      (source(again).filter(source::equals).isPresent() ? others : namesakes).add(Spot.of(again));
    }
    return new Settled(record, source, prediction(record), others, namesakes);
  }

  private boolean isOf(EventName name, ConsumerRecord<byte[], byte[]> record)
      throws SchemaException {
    if (name instanceof EventName.At at) {
      return source(record).filter(at.spot()::equals).isPresent();
    }
    String id = ((EventName.Id) name).id();
    return id(record).filter(id::equals).isPresent();
  }

  private Optional<Prediction> prediction(ConsumerRecord<byte[], byte[]> record)
      throws SchemaException {
    return record.topic().equals(topics.predictions())
        ? Records.read(records.predictions(), record.value())
        : Optional.empty();
  }

  private Optional<String> id(ConsumerRecord<byte[], byte[]> record) throws SchemaException {
    if (record.topic().equals(topics.predictions())) {
      return prediction(record).map(Prediction::getEventId);
    }
    Optional<String> header = Settled.header(record, Headers.EVENT_ID);
    return header.isPresent()
        ? header
        : Records.read(records.events(), record.value()).map(ImageEvent::getId);
  }

  private Optional<Spot> source(ConsumerRecord<byte[], byte[]> record) throws SchemaException {
    if (record.topic().equals(topics.predictions())) {
      return prediction(record).map(Prediction::getSource).map(OutcomeSearch::spot);
    }
    try {
      return Optional.of(
          new Spot(
              Settled.header(record, Headers.SOURCE_TOPIC).orElse(""),
              Integer.parseInt(Settled.header(record, Headers.SOURCE_PARTITION).orElse("")),
              Long.parseLong(Settled.header(record, Headers.SOURCE_OFFSET).orElse(""))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Spot spot(SourceCoordinates at) {
    return new Spot(at.getTopic(), at.getPartition(), at.getOffset());
  }
}
