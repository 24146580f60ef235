package io.saccade.cli.why;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.Topics;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.release.ReleaseTopics;
import io.saccade.processor.topology.Headers;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.ImageLabel;
import io.saccade.schemas.avro.ModelIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Gathers what topics and headers say of one event. For one thread. */
final class Inquiry {

  private final Place place;
  private final Offsets offsets;
  private final TopicScan scan;
  private final Records records;
  private final OutcomeSearch outcomes;
  private final EventSearch events;

  /**
   * Where to ask.
   *
   * @param clients settings of Kafka clients
   * @param group whose processors answer
   */
  record Place(Map<String, Object> clients, SerdeFactory serdes, WhyTopics topics, String group) {}

  /**
   * What is known of the event.
   *
   * @param key its record's, where it is known
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Question(EventName name, byte @Nullable [] key, Reach reach) {}

  Inquiry(Place place, Offsets offsets, TopicScan scan) throws SchemaException {
    this.place = place;
    this.offsets = offsets;
    this.scan = scan;
    this.records = Records.of(place.serdes());
    this.outcomes = new OutcomeSearch(offsets, scan, records, place.topics());
    this.events = new EventSearch(offsets, scan, records, place.topics());
  }

  /** Tells the story. */
  Story tell(Question question)
      throws CommandFailedException, SchemaException, InterruptedException {
    WhyTopics topics = place.topics();
    requireTopic(topics.images());
    List<String> there = existing(topics.predictions(), topics.failures());
    if (question.name() instanceof EventName.At at) {
      return tell(question, events.at(at.spot()), there);
    }
    Optional<Settled> settled =
        outcomes.find(question.name(), there, question.key(), question.reach());
    if (settled.isPresent()) {
      return settled(question.name(), events.at(settled.get().source()), settled.get());
    }
    Optional<SourceEvent> event =
        events.of((EventName.Id) question.name(), question.key(), question.reach());
    return event.isEmpty()
        ? Story.without(question.name(), Story.Ending.UNKNOWN, scan.searched())
        : tell(question, event, there);
  }

  /** An event whose place is known: its outcome has its key and its time. */
  private Story tell(Question question, Optional<SourceEvent> event, List<String> there)
      throws CommandFailedException, SchemaException, InterruptedException {
    EventName name = event.isPresent() ? new EventName.At(event.get().spot()) : question.name();
    byte[] key = event.isPresent() ? event.get().key() : question.key();
    Reach reach =
        event.isPresent() ? new Reach(event.get().timestamp(), Optional.empty()) : question.reach();
    Optional<Settled> settled = outcomes.find(name, there, key, reach);
    if (settled.isPresent()) {
      return settled(question.name(), event, settled.get());
    }
    if (event.isEmpty()) {
      return Story.without(question.name(), ending(question.name()), scan.searched());
    }
    Turn turn = Turn.of(event.get().spot(), place.group(), place.clients());
    Story.Ending ending =
        turn.isPast(event.get().spot()) ? Story.Ending.GONE : Story.Ending.PENDING;
    return new Story(
        question.name(),
        ending,
        event,
        Optional.empty(),
        Optional.of(turn),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        scan.searched());
  }

  /** Of a place where nothing is: behind the end, or before what is kept. */
  private Story.Ending ending(EventName name) throws CommandFailedException, InterruptedException {
    return name instanceof EventName.At at && events.isDeleted(at.spot())
        ? Story.Ending.GONE
        : Story.Ending.UNKNOWN;
  }

  private Story settled(EventName name, Optional<SourceEvent> event, Settled settled)
      throws CommandFailedException, SchemaException, InterruptedException {
    byte[] key = event.map(SourceEvent::key).orElse(settled.record().key());
    Optional<String> id =
        settled
            .prediction()
            .map(prediction -> prediction.getEventId())
            .or(() -> settled.header(Headers.EVENT_ID));
    return new Story(
        name,
        settled.prediction().isPresent() ? Story.Ending.PREDICTED : Story.Ending.FAILED,
        event,
        Optional.of(settled),
        Optional.empty(),
        inForce(settled, key),
        window(settled, key),
        id.isPresent() ? labels(id.get()) : List.of(),
        scan.searched());
  }

  private Optional<InForce> inForce(Settled settled, byte @Nullable [] key)
      throws CommandFailedException, SchemaException, InterruptedException {
    WhyTopics topics = place.topics();
    Optional<String> model = settled.model();
    if (model.isEmpty() || existing(topics.releases(), topics.status()).size() < 2) {
      return Optional.empty();
    }
    try (ReleaseDesk desk =
        ReleaseDesk.open(
            place.clients(),
            place.serdes(),
            new ReleaseTopics(topics.releases(), topics.status()))) {
      return InForce.of(desk.history(model.get()), model.get(), settled.source(), key);
    }
  }

  /** Only of a version that came with a reference; those say how sure they are. */
  private Optional<DriftWindow> window(Settled settled, byte @Nullable [] key)
      throws CommandFailedException, SchemaException, InterruptedException {
    if (settled.header(Headers.CALIBRATED_PPM).isEmpty() || settled.prediction().isEmpty()) {
      return Optional.empty();
    }
    Instant moment = Instant.ofEpochMilli(settled.record().timestamp());
    DriftWindow open = DriftWindow.open(moment);
    String topic = place.topics().statistics();
    if (existing(topic).isEmpty()) {
      return Optional.of(open);
    }
    ModelIdentity model = settled.prediction().get().getModel();
    String stream = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    List<DriftReport> found = new ArrayList<>();
    List<ConsumerRecord<byte[], byte[]>> unused =
        scan.inOrder(
            offsets.whole(topic, OptionalInt.empty()),
            1,
            record -> {
              Optional<DriftReport> report =
                  Records.read(records.reports(), record.value())
                      .filter(of -> of.getSha256().equals(model.getSha256()))
                      .filter(of -> of.getStreamKey().isEmpty() || of.getStreamKey().equals(stream))
                      .filter(of -> DriftWindow.isOf(of, moment));
              report.ifPresent(found::add);
              return report.isPresent();
            });
    return Optional.of(found.stream().findFirst().map(open::reported).orElse(open));
  }

  private List<ImageLabel> labels(String id)
      throws CommandFailedException, SchemaException, InterruptedException {
    String topic = place.topics().labels();
    if (existing(topic).isEmpty()) {
      return List.of();
    }
    List<ImageLabel> labels = new ArrayList<>();
    OptionalInt partition = offsets.partitionOf(topic, id.getBytes(StandardCharsets.UTF_8));
    List<ConsumerRecord<byte[], byte[]>> unused =
        scan.inOrder(
            offsets.whole(topic, partition),
            Integer.MAX_VALUE,
            record -> {
              Records.read(records.labels(), record.value())
                  .filter(label -> label.getEventId().equals(id))
                  .ifPresent(labels::add);
              return false;
            });
    return labels;
  }

  private void requireTopic(String topic) throws CommandFailedException, InterruptedException {
    if (existing(topic).isEmpty()) {
      throw new CommandFailedException(
          "there is no topic %s at %s; name it with --topic"
              .formatted(topic, place.clients().get("bootstrap.servers")));
    }
  }

  private List<String> existing(String... names)
      throws CommandFailedException, InterruptedException {
    List<String> there = new ArrayList<>();
    try (Topics topics = Topics.connect(place.clients())) {
      for (String name : names) {
        if (topics.find(name).isPresent()) {
          there.add(name);
        }
      }
    }
    return there;
  }
}
