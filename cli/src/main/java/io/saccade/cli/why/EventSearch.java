package io.saccade.cli.why;

import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.ImageEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Looks for an event in its own topic. */
final class EventSearch {

  private final TopicScan scan;
  private final Records records;
  private final WhyTopics topics;

  EventSearch(TopicScan scan, Records records, WhyTopics topics) {
    this.scan = scan;
    this.records = records;
    this.topics = topics;
  }

  /** The event at a place; empty where the topic has nothing there, any more or yet. */
  Optional<SourceEvent> at(Spot spot) throws SchemaException, InterruptedException {
    TopicScan.Part whole = scan.whole(spot.topicPartition());
    if (spot.offset() < whole.from() || spot.offset() >= whole.to()) {
      return Optional.empty();
    }
    TopicScan.Part one =
        new TopicScan.Part(spot.topicPartition(), spot.offset(), spot.offset() + 1);
    return event(scan.inOrder(List.of(one), 1, record -> true).stream().findFirst());
  }

  /** The event of an id. */
  Optional<SourceEvent> of(EventName.Id name, byte @Nullable [] key, Reach reach)
      throws SchemaException, InterruptedException {
    OptionalInt only = key == null ? OptionalInt.empty() : scan.partitionOf(topics.images(), key);
    return event(
        scan.find(
            scan.parts(topics.images(), only, reach),
            record ->
                Records.read(records.events(), record.value())
                    .map(ImageEvent::getId)
                    .filter(name.id()::equals)
                    .isPresent()));
  }

  private Optional<SourceEvent> event(Optional<ConsumerRecord<byte[], byte[]>> found)
      throws SchemaException {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ConsumerRecord<byte[], byte[]> record = found.get();
    return Optional.of(
        new SourceEvent(
            Spot.of(record),
            Instant.ofEpochMilli(record.timestamp()),
            record.key(),
            record.value() == null ? 0 : record.value().length,
            Records.read(records.events(), record.value())));
  }
}
