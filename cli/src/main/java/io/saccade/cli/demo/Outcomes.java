package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.watch.TopicReader;
import io.saccade.model.ErrorCode;
import io.saccade.processor.topology.Headers;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.Prediction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads the three topics of a run as committed and enters them into a ledger, until every event is
 * settled or nothing has come for a while. For one thread.
 */
final class Outcomes {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Object> clients;
  private final AvroReader<Prediction> reader;
  private final DeliveryLedger ledger = new DeliveryLedger();
  private final Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
  private final Map<Integer, Set<String>> versions = new HashMap<>();
  private final Map<Integer, String> latest = new HashMap<>();
  private long wentBack;
  private long predictions;

  /** Reads nothing yet. */
  Outcomes(Map<String, Object> clients, AvroReader<Prediction> reader) {
    this.clients = clients;
    this.reader = reader;
  }

  long predictions() {
    return predictions;
  }

  /** How often a partition was answered by a version again that another had replaced on it. */
  long wentBack() {
    return wentBack;
  }

  Map<ErrorCode, Long> failures() {
    return failures;
  }

  DeliveryLedger.Verdict verdict() {
    return ledger.verdict();
  }

  /** Reads until every event has its outcome, none has come for a minute, or somebody stops it. */
  void read(StopSignal stop) throws SchemaException, CommandFailedException {
    int events = readEvents();
    try (TopicReader predicted = TopicReader.fromBeginning("predictions", clients);
        TopicReader failed = TopicReader.fromBeginning("image-failures", clients);
        Progress progress = Progress.of("check every event", events, "images")) {
      long last = System.nanoTime();
      int before = 0;
      while (!ledger.isSettled()
          && !stop.isAsked()
          && System.nanoTime() - last < PATIENCE.toNanos()) {
        readOnce(predicted, failed);
        for (; before < ledger.settled(); before++) {
          progress.step();
          last = System.nanoTime();
        }
      }
      // What was sent twice would stand right behind.
      Map<TopicPartition, Long> predictedEnds = predicted.ends();
      Map<TopicPartition, Long> failedEnds = failed.ends();
      while (!predicted.isAt(predictedEnds) || !failed.isAt(failedEnds)) {
        readOnce(predicted, failed);
      }
    }
  }

  private int readEvents() {
    int events = 0;
    try (TopicReader images = TopicReader.fromBeginning("images", clients)) {
      Map<TopicPartition, Long> ends = images.ends();
      while (!images.isAt(ends)) {
        for (ConsumerRecord<byte[], byte[]> event : images.poll()) {
          ledger.event(new Place(event.partition(), event.offset()));
          events++;
        }
      }
    }
    return events;
  }

  private void readOnce(TopicReader predicted, TopicReader failed)
      throws SchemaException, CommandFailedException {
    for (ConsumerRecord<byte[], byte[]> message : predicted.poll()) {
      Prediction prediction = reader.read(message.value());
      Place source =
          new Place(prediction.getSource().getPartition(), prediction.getSource().getOffset());
      ledger.outcome(message.topic(), text(message.key()), source);
      predictions++;
      answered(source.partition(), prediction.getModel().getSha256());
    }
    for (ConsumerRecord<byte[], byte[]> message : failed.poll()) {
      Place source =
          new Place(
              Integer.parseInt(header(message, Headers.SOURCE_PARTITION)),
              Long.parseLong(header(message, Headers.SOURCE_OFFSET)));
      ledger.outcome(message.topic(), text(message.key()), source);
      failures.merge(ErrorCode.valueOf(header(message, Headers.ERROR_CODE)), 1L, Long::sum);
    }
  }

  private void answered(int partition, String version) {
    String before = latest.put(partition, version);
    boolean isNew = versions.computeIfAbsent(partition, any -> new HashSet<>()).add(version);
    if (!version.equals(before) && !isNew) {
      wentBack++;
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name)
      throws CommandFailedException {
    Header header = message.headers().lastHeader(name);
    if (header == null) {
      throw new CommandFailedException(
          "the failure at %s-%d@%d has no header %s; this is a bug in saccade"
              .formatted(message.topic(), message.partition(), message.offset(), name));
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static @Nullable String text(byte @Nullable [] key) {
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }
}
