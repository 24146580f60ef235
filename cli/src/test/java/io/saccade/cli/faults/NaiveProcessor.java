package io.saccade.cli.faults;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.Cohort;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.ModelIdentity;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The negative control: what one writes who wants batches inside Kafka Streams. It keeps records in
 * memory until there are enough for the model, and flushes what waits too long. Kafka Streams
 * commits the offset of every record that {@code process()} has returned from, so what is kept is
 * lost when the process dies, whatever the guarantee says.
 */
final class NaiveProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private static final int BATCH = 32;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final AvroReader<ImageEvent> events;
  private final AvroWriter<Prediction> predictions;
  private final List<Waiting> batch = new ArrayList<>();
  private @Nullable ProcessorContext<byte[], byte[]> context;

  private record Waiting(Record<byte[], byte[]> event, SourceCoordinates source) {}

  private NaiveProcessor(AvroReader<ImageEvent> events, AvroWriter<Prediction> predictions) {
    this.events = events;
    this.predictions = predictions;
  }

  /** Runs one instance: broker, registry, group, client, images topic, predictions, state. */
  public static void main(String[] args) throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, args[2]);
    settings.put(StreamsConfig.CLIENT_ID_CONFIG, args[3]);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, args[6]);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    settings.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 2000);
    settings.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 500);
    try (SerdeFactory serdes = SerdeFactory.create(Map.of("schema.registry.url", args[1]));
        KafkaStreams streams =
            new KafkaStreams(topology(serdes, args[4], args[5]), new StreamsConfig(settings))) {
      streams.start();
      new CountDownLatch(1).await();
    }
  }

  private static Topology topology(SerdeFactory serdes, String images, String predictions)
      throws SchemaException {
    AvroReader<ImageEvent> reader = serdes.reader(ImageEvent.class);
    AvroWriter<Prediction> writer = serdes.writer(Prediction.class, predictions + "-value");
    return new Topology()
        .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), images)
        .addProcessor("naive", () -> new NaiveProcessor(reader, writer), "in")
        .addSink("out", predictions, new ByteArraySerializer(), new ByteArraySerializer(), "naive");
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    var unused =
        context.schedule(LONGEST_WAIT, PunctuationType.WALL_CLOCK_TIME, timestamp -> flush());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    batch.add(
        new Waiting(
            record,
            Objects.requireNonNull(context)
                .recordMetadata()
                .map(at -> new SourceCoordinates(at.topic(), at.partition(), at.offset()))
                .orElseThrow()));
    if (batch.size() == BATCH) {
      flush();
    }
  }

  private void flush() {
    for (Waiting waiting : batch) {
      Record<byte[], byte[]> event = waiting.event();
      Objects.requireNonNull(context).forward(event.withValue(predict(event, waiting.source())));
    }
    batch.clear();
  }

  private byte[] predict(Record<byte[], byte[]> record, SourceCoordinates source) {
    try {
      ImageEvent event = events.read(record.value());
      byte[] encoded = new byte[((ByteBuffer) event.getImage()).remaining()];
      ((ByteBuffer) event.getImage()).get(encoded);
      String size = ImageIO.read(new ByteArrayInputStream(encoded)).getWidth() + " wide";
      return predictions.write(
          new Prediction(
              event.getId(),
              source,
              new ModelIdentity("naive", size, ""),
              List.of(),
              Cohort.PRIMARY));
    } catch (SchemaException e) {
      throw new IllegalStateException("a naive processor knows no bad events", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
