package io.saccade.processor.topology;

import io.saccade.processor.lookahead.LookAhead;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Images in, predictions and failures out. The topology carries bytes: events are decoded by the
 * engine, so that a corrupt event is a failure and a registry outage is a pause.
 */
public final class SaccadeTopology {

  static final String IMAGES = "images";
  static final String CLASSIFY = "classify";
  static final String PREDICTIONS = "predictions";
  static final String FAILURES = "failures";
  static final String DRIFT = "drift";

  private SaccadeTopology() {}

  /**
   * Who is told what is forwarded.
   *
   * @param listener is told when it has been
   * @param traces are told before
   */
  public record Told(TopologyListener listener, Traces traces) {}

  /**
   * Builds the topology around an engine.
   *
   * @param drift takes what images add to windows; the producer of Kafka Streams sends it
   */
  public static Topology build(
      TopicNames topics, LookAhead lookAhead, DriftOutbox drift, int maxOutputBytes, Told told) {
    Topology topology = build(topics, lookAhead, drift, new OutputRecords(maxOutputBytes), told);
    return drift.settings().watch()
        ? topology.addSink(
            DRIFT,
            drift.topic(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            new ToAll(),
            CLASSIFY)
        : topology;
  }

  private static Topology build(
      TopicNames topics, LookAhead lookAhead, DriftOutbox drift, OutputRecords outputs, Told told) {
    return new Topology()
        .addSource(
            (AutoOffsetReset) null, // as the consumer's settings say
            IMAGES,
            new SoundTimestamps(System::currentTimeMillis),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            topics.images())
        .addProcessor(
            CLASSIFY,
            () -> new ImageProcessor(lookAhead, outputs, drift, told, System::currentTimeMillis),
            IMAGES)
        .addSink(
            PREDICTIONS,
            topics.predictions(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            CLASSIFY)
        .addSink(
            FAILURES,
            topics.failures(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            CLASSIFY);
  }

  /** Sends a record to every partition. */
  private static final class ToAll implements StreamPartitioner<byte[], byte[]> {

    @Override
    public Optional<Set<Integer>> partitions(
        String topic, byte[] key, byte[] value, int partitions) {
      return Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
    }
  }
}
