package io.saccade.processor.labels;

import io.saccade.processor.drift.DriftSettings.StreamKeys;
import io.saccade.processor.topology.SoundTimestamps;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.ImageLabel;
import io.saccade.schemas.avro.Prediction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Predictions and labels in, reports out. Both are sent on by the id of their event; where they
 * meet they are joined and counted; what was counted is sent on by its stream, to the same topic,
 * and added up there.
 */
public final class LabelTopology {

  static final String EVENTS = "events";
  static final String SUMS = "sums";
  static final String COUNTED = "counted";
  static final String ACCURACY = "accuracy";

  private static final String PREDICTIONS = "predictions";
  private static final String LABELS = "labels";
  private static final String BY_EVENT = "by-event";
  private static final String ROUTE_PREDICTION = "route-prediction";
  private static final String ROUTE_LABEL = "route-label";
  private static final String JOINS = "joins";
  private static final String JOIN = "join";

  private LabelTopology() {}

  /**
   * What records are read and written with.
   *
   * @param predictions reads predictions
   * @param labels reads labels
   * @param reports writes reports
   */
  public record Formats(
      AvroReader<Prediction> predictions,
      AvroReader<ImageLabel> labels,
      AvroWriter<AccuracyReport> reports) {}

  /**
   * Whose answers are joined.
   *
   * @param topic of predictions
   * @param keys which images are taken together
   */
  public record Answers(String topic, StreamKeys keys) {}

  /**
   * Builds the topology.
   *
   * @param stopped counted down once nobody waits any more
   */
  public static Topology build(
      Answers answers,
      LabelSettings settings,
      Formats formats,
      LabelListener listener,
      CountDownLatch stopped) {
    Topology topology = new Topology();
    source(topology, PREDICTIONS, answers.topic());
    source(topology, LABELS, settings.topics().labels());
    source(topology, JOINS, settings.topics().joins());
    topology
        .addProcessor(
            ROUTE_PREDICTION,
            () ->
                new PredictionRoute(
                    new PatientReader<>(formats.predictions(), stopped), answers.keys(), listener),
            PREDICTIONS)
        .addProcessor(
            ROUTE_LABEL,
            () -> new LabelRoute(new PatientReader<>(formats.labels(), stopped), listener),
            LABELS)
        .addProcessor(JOIN, () -> new JoinProcessor(settings, formats.reports(), listener), JOINS);
    sink(topology, BY_EVENT, settings.topics().joins(), ROUTE_PREDICTION, ROUTE_LABEL);
    sink(topology, COUNTED, settings.topics().joins(), JOIN);
    sink(topology, ACCURACY, settings.topics().accuracy(), JOIN);
    return withStores(topology, settings.rule().retention());
  }

  private static Topology withStores(Topology topology, Duration retention) {
    return topology
        .addStateStore(
            Stores.windowStoreBuilder(
                    Stores.persistentWindowStore(EVENTS, retention, Duration.ofMillis(1), false),
                    Serdes.String(),
                    Serdes.ByteArray())
                .withLoggingEnabled(Map.of()),
            JOIN)
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(SUMS), Serdes.String(), Serdes.ByteArray())
                // An hour changes with every event, and is written once a commit.
                .withCachingEnabled()
                .withLoggingEnabled(Map.of()),
            JOIN);
  }

  private static void source(Topology topology, String name, String topic) {
    topology.addSource(
        (AutoOffsetReset) null, // as the consumer's settings say
        name,
        new SoundTimestamps(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic);
  }

  private static void sink(Topology topology, String name, String topic, String... parents) {
    topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), parents);
  }
}
