package io.saccade.processor.topology;

import io.saccade.processor.drift.DriftSettings;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.avro.DriftReport;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** Deltas in, reports out. What is open meanwhile is in a store that its changelog restores. */
public final class DriftTopology {

  static final String DELTAS = "deltas";
  static final String WINDOWS = "windows";
  static final String ADD_UP = "add-up";
  static final String STATISTICS = "statistics";

  private DriftTopology() {}

  /** Builds the topology. */
  public static Topology build(
      DriftTopics topics,
      DriftSettings settings,
      References references,
      AvroWriter<DriftReport> reports,
      DriftListener listener) {
    return new Topology()
        .addSource(
            DELTAS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.deltas())
        .addProcessor(
            ADD_UP, () -> new DriftProcessor(settings, references, reports, listener), DELTAS)
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
