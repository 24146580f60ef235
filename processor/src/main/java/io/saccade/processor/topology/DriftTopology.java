package io.saccade.processor.topology;

import io.saccade.processor.drift.DriftSettings;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.avro.DriftReport;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Deltas and acceptances in, reports out. What is open meanwhile is in a store that its changelog
 * restores. Both topics have as many partitions, so one task has all that is said of a stream.
 */
public final class DriftTopology {

  static final String DELTAS = "deltas";
  static final String ACCEPTANCES = "acceptances";
  static final String WINDOWS = "windows";
  static final String ADD_UP = "add-up";
  static final String STATISTICS = "statistics";

  private DriftTopology() {}

  /**
   * What is read and written, and who is told.
   *
   * @param reports writes reports
   * @param acceptances reads what operators accept
   */
  public record Outside(
      AvroWriter<DriftReport> reports, AcceptanceReader acceptances, DriftListener listener) {}

  /** Builds the topology. */
  public static Topology build(
      DriftTopics topics, DriftSettings settings, References references, Outside outside) {
    return new Topology()
        .addSource(
            (AutoOffsetReset) null, // as the consumer's settings say
            DELTAS,
            new SoundTimestamps(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            topics.deltas())
        .addSource(
            AutoOffsetReset.earliest(), // what was accepted before this began counts as well
            ACCEPTANCES,
            new SoundTimestamps(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            topics.acceptances())
        .addProcessor(
            ADD_UP,
            () -> new DriftProcessor(topics, settings, references, outside),
            DELTAS,
            ACCEPTANCES)
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(WINDOWS), Serdes.String(), Serdes.ByteArray())
                // A window changes with every delta, and is written once a commit.
                .withCachingEnabled()
                .withLoggingEnabled(Map.of()),
            ADD_UP)
        .addSink(
            STATISTICS,
            topics.statistics(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            ADD_UP);
  }
}
