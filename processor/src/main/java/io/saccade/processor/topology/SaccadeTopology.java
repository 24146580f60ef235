package io.saccade.processor.topology;

import io.saccade.processor.lookahead.LookAhead;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * Images in, predictions and failures out. The topology carries bytes: events are decoded by the
 * engine, so that a corrupt event is a failure and a registry outage is a pause.
 */
public final class SaccadeTopology {

  static final String IMAGES = "images";
  static final String CLASSIFY = "classify";
  static final String PREDICTIONS = "predictions";
  static final String FAILURES = "failures";

  private SaccadeTopology() {}

  /** Builds the topology around an engine. */
  public static Topology build(
      TopicNames topics, LookAhead lookAhead, int maxOutputBytes, TopologyListener listener) {
    OutputRecords outputs = new OutputRecords(maxOutputBytes);
    return new Topology()
        .addSource(
            (AutoOffsetReset) null, // as the consumer's settings say
            IMAGES,
            new SoundTimestamps(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            topics.images())
        .addProcessor(CLASSIFY, () -> new ImageProcessor(lookAhead, outputs, listener), IMAGES)
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
}
