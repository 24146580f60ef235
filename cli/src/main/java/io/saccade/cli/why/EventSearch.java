package io.saccade.cli.why;

import io.saccade.cli.console.CommandFailedException;
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

  private final Offsets offsets;
  private final TopicScan scan;
  private final Records records;
  private final WhyTopics topics;

  EventSearch(Offsets offsets, TopicScan scan, Records records, WhyTopics topics) {
    this.offsets = offsets;
    this.scan = scan;
    this.records = records;
    this.topics = topics;
  }

  /** The event at a place; empty where the topic has nothing there, any more or yet. */
  Optional<SourceEvent> at(Spot spot)
      throws CommandFailedException, SchemaException, InterruptedException {
    TopicScan.Part whole = whole(spot);
    if (spot.offset() < whole.from() || spot.offset() >= whole.to()) {
      return Optional.empty();
    }
    TopicScan.Part one =
        new TopicScan.Part(spot.topicPartition(), spot.offset(), spot.offset() + 1);
    return event(scan.inOrder(List.of(one), 1, record -> true).stream().findFirst());
  }

  /** Whether a place was once in the topic, and is deleted by now. */
  boolean isDeleted(Spot spot) throws CommandFailedException, InterruptedException {
    return spot.offset() < whole(spot).from();
  }

  private TopicScan.Part whole(Spot spot) throws CommandFailedException, InterruptedException {
    return offsets.whole(spot.topic(), OptionalInt.of(spot.partition())).get(0);
  }

  /** The event of an id. */
  Optional<SourceEvent> of(EventName.Id name, byte @Nullable [] key, Reach reach)
      throws CommandFailedException, SchemaException, InterruptedException {
    OptionalInt only =
        key == null ? OptionalInt.empty() : offsets.partitionOf(topics.images(), key);
    return event(
        scan.find(
            offsets.parts(topics.images(), only, reach),
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
