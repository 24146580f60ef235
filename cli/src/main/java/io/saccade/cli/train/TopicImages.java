package io.saccade.cli.train;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.kafka.Topics;
import io.saccade.cli.watch.TopicReader;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.IncompatibleSchemaException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.UnknownSchemaException;
import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Saves the labelled images of a topic: from its beginning to what is its end when the reading
 * starts. What is no labelled image is told and left out.
 */
final class TopicImages {

  /** So many events that were left out are named; more of the same tell no more. */
  private static final int NAMED = 10;

  private final TopicOptions options;
  private final String topic;
  private final PrintWriter err;
  private int saved;
  private long leftOut;

  TopicImages(TopicOptions options, String topic, PrintWriter err) {
    this.options = options;
    this.topic = topic;
    this.err = err;
  }

  /**
   * Reads the topic into the folder.
   *
   * @throws CommandFailedException where there is no such topic, no labelled image in it, or
   *     somebody asks to stop
   */
  void save(SavedImages images, StopSignal stop)
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    requireTopic();
    try (SerdeFactory serdes = options.kafka().serdes();
        TopicReader reader = TopicReader.fromBeginning(topic, options.kafka().clients());
        SavedImages.Listing listing = images.write(topic)) {
      read(reader, serdes.reader(ImageEvent.class), listing, stop);
    }
    if (saved == 0) {
      throw new CommandFailedException(
          "topic %s has no labelled image; publish some with `saccade publish --topic %s --label-from-folder`, or say with --label-attribute where their class stands"
              .formatted(topic, topic));
    }
    err.println(
        "saccade: took %,d labelled images from topic %s, and left out %,d events"
            .formatted(saved, topic, leftOut));
  }

  private void requireTopic() throws IOException, CommandFailedException, InterruptedException {
    boolean name = topic.matches("[A-Za-z0-9._-]{1,249}") && !topic.matches("\\.{1,2}");
    if (!name) {
      throw new CommandFailedException(
          "--data kafka:TOPIC must name a topic, but it named \"%s\"".formatted(topic));
    }
    try (Topics topics = Topics.connect(options.kafka().clients())) {
      if (topics.find(topic).isEmpty()) {
        throw new CommandFailedException(
            "there is no topic %s at %s; check --data and --bootstrap"
                .formatted(topic, options.kafka().bootstrap()));
      }
    }
  }

  private void read(
      TopicReader reader,
      AvroReader<ImageEvent> events,
      SavedImages.Listing listing,
      StopSignal stop)
      throws IOException, CommandFailedException, SchemaException {
    Map<TopicPartition, Long> ends = reader.ends();
    long total = sum(ends) - sum(reader.beginnings());
    if (total == 0) {
      return;
    }
    try (Progress progress = Progress.of("Read " + topic, total, "events")) {
      while (!reader.isAt(ends)) {
        for (ConsumerRecord<byte[], byte[]> message : reader.poll()) {
          TopicPartition partition = new TopicPartition(message.topic(), message.partition());
          if (message.offset() < ends.getOrDefault(partition, 0L)) {
            if (saved == options.most()) {
              err.println(
                  "saccade: only the first %,d images are taken; --max-images takes more"
                      .formatted(saved));
              return;
            }
            take(message, events, listing);
            progress.step();
          }
        }
        if (stop.isAsked()) {
          throw new CommandFailedException("stopped while the topic was read; nothing is kept");
        }
      }
    }
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private void take(
      ConsumerRecord<byte[], byte[]> message,
      AvroReader<ImageEvent> events,
      SavedImages.Listing listing)
      throws IOException, SchemaException {
    byte[] value = message.value();
    if (value == null) {
      leaveOut(message, "it has no value");
      return;
    }
    ImageEvent event;
    try {
      event = events.read(value);
    } catch (CorruptRecordException
        | UnknownSchemaException
        | IncompatibleSchemaException notAnEvent) {
      leaveOut(message, String.valueOf(notAnEvent.getMessage()));
      return;
    }
    String label = event.getAttributes().getOrDefault(options.label(), "").strip();
    Optional<String> objection = objection(event, label);
    if (objection.isPresent()) {
      leaveOut(message, objection.get());
    } else if (event.getImage() instanceof ByteBuffer image) {
      // Named by the place in the topic, so that the same topic is the same data set.
      String name = "%d/%012d".formatted(message.partition(), message.offset());
      listing.add(name, label, image);
      saved++;
    }
  }

  private Optional<String> objection(ImageEvent event, String label) {
    if (!(event.getImage() instanceof ByteBuffer)) {
      return Optional.of("its image is elsewhere; only those within their events are taken");
    }
    if (label.isEmpty()) {
      return Optional.of("it has no attribute \"%s\"".formatted(options.label()));
    }
    return label.chars().anyMatch(Character::isISOControl)
        ? Optional.of("its label is more than one line of text")
        : Optional.empty();
  }

  private void leaveOut(ConsumerRecord<byte[], byte[]> message, String reason) {
    leftOut++;
    if (leftOut <= NAMED) {
      err.println(
          "saccade: left out %s-%d@%d: %s"
              .formatted(message.topic(), message.partition(), message.offset(), reason));
    } else if (leftOut == NAMED + 1) {
      err.println("saccade: and more; their number follows");
    }
  }
}
