package io.saccade.cli.faults;

import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.Preprocessor;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.processor.lookahead.LookAhead;
import io.saccade.processor.lookahead.LookAheadInterceptor;
import io.saccade.processor.lookahead.LookAheadSettings;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelSlot;
import io.saccade.processor.serving.Routes;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.topology.DriftOutbox;
import io.saccade.processor.topology.SaccadeTopology;
import io.saccade.processor.topology.TopologyListener;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Prediction;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The processor's topology and engine around a {@link StallingModel}, which no bundle could hold:
 * the gate lets in no model that stands still. Everything else is real.
 */
final class StallStage implements AutoCloseable {

  private static final int LANES = 2;
  private static final int BATCH = 8;
  private static final int TRANSACTION_MILLIS = 60_000;
  private static final int LABELS = 3;

  private final NativeHandles handles = new NativeHandles();
  private final List<KafkaStreams.State> states = new CopyOnWriteArrayList<>();
  private final StallingModel model;
  private final LoadedModel loaded;
  private final ModelSlot slot;
  private final SerdeFactory serdes;
  private final LookAhead lookAhead;
  private final KafkaStreams streams;

  StallStage(Stage stage, ProcessorSettings settings, Duration stall, Path state) throws Exception {
    Bundle bundle = ColorModel.bundle("1");
    LanePlan plan = LanePlan.cpu(LANES, BATCH);
    model = new StallingModel(new OnnxRuntime(handles).load(bundle, plan), stall);
    Preprocessor preprocessor =
        new Preprocessor(
            ColorModel.preprocessing(),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(64L << 20),
            handles);
    // The first image takes long where all cores are busy, as the decoder has to be loaded.
    for (ImageFormat format : List.of(ImageFormat.JPEG, ImageFormat.PNG)) {
      byte[] drawn = new ShapeImages(1, 96, 96, format).draw(0).encoded();
      preprocessor.decode(ByteBuffer.wrap(drawn)).close();
    }
    loaded = new LoadedModel(bundle, model, preprocessor, plan.batchesInUse());
    slot = new ModelSlot(Routes.only(loaded));
    serdes = SerdeFactory.create(Map.of("schema.registry.url", stage.registry()));
    LookAheadSettings asSet = settings.lookAhead();
    lookAhead =
        new LookAhead(
            new LookAheadSettings(
                stage.images(), asSet.deadline(), asSet.commits(), LABELS, Optional.empty()),
            slot,
            serdes.reader(ImageEvent.class),
            serdes.writer(Prediction.class, stage.predictions() + "-value"),
            LookAhead.Listeners.none());
    streams =
        new KafkaStreams(
            SaccadeTopology.build(
                settings.topics(),
                lookAhead,
                new DriftOutbox(settings.driftTopics(), settings.drift(), Stage.PARTITIONS),
                settings.streams().maxOutputBytes(),
                new SaccadeTopology.Told(new Nobody(), (at, event, outcome, to) -> {})),
            new StreamsConfig(properties(stage, state)));
    streams.setStateListener((next, previous) -> states.add(next));
    streams.start();
  }

  /** What Kafka Streams has been in since it was started; one that was fenced rebalances again. */
  List<KafkaStreams.State> states() {
    return states;
  }

  @Override
  public void close() {
    model.end();
    streams.close(Duration.ofSeconds(30));
    lookAhead.close();
    slot.close();
    loaded.close();
    serdes.close();
  }

  private Map<String, Object> properties(Stage stage, Path state) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, stage.name());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, stage.bootstrap());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        TRANSACTION_MILLIS);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        LookAheadInterceptor.class.getName());
    properties.put(StreamsConfig.mainConsumerPrefix(LookAheadInterceptor.ENGINE), lookAhead);
    return properties;
  }

  /** Listens to nothing. */
  private static final class Nobody implements TopologyListener {

    @Override
    public void predicted(byte[] event, Outcome.Classified prediction, long timestamp) {}

    @Override
    public void failed(
        io.saccade.processor.lookahead.Coordinates coordinates, Outcome.Failed failed) {}
  }
}
