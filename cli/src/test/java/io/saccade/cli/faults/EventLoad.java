package io.saccade.cli.faults;

import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ImageEvent;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events of drawn images: a few hundred images, again and again, each time with an id of
 * its own. Keys go over all partitions; one event in fifty has none. One thread at a time.
 */
public final class EventLoad implements AutoCloseable {

  private static final int IMAGES = 256;
  private static final int LARGE_IMAGES = 16;
  private static final int LARGE = 1_000;
  private static final int KEYS = 120;
  private static final int MAX_REQUEST = 4 << 20;

  private final Stage stage;
  private final Random random;
  private final List<byte[]> images;
  private final SerdeFactory serdes;
  private final AvroWriter<ImageEvent> writer;
  private final KafkaProducer<String, byte[]> producer;
  private long number;

  public EventLoad(Stage stage, long seed) throws Exception {
    this(stage, seed, images(seed), "none");
  }

  /** Of images that a core is busy with for milliseconds, though they have few bytes. */
  static EventLoad ofLargeImages(Stage stage, long seed) throws Exception {
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < LARGE_IMAGES; i++) {
      images.add(large(Color.getHSBColor((float) i / LARGE_IMAGES, 1, 1)));
    }
    return new EventLoad(stage, seed, images, "none");
  }

  private static byte[] large(Color color) throws IOException {
    BufferedImage image = new BufferedImage(LARGE, LARGE, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillOval(0, 0, LARGE, LARGE);
    graphics.dispose();
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    ImageIO.write(image, "png", encoded);
    return encoded.toByteArray();
  }

  /**
   * A load of other images.
   *
   * @param compression how the producer compresses its batches
   */
  EventLoad(Stage stage, long seed, List<byte[]> images, String compression) throws Exception {
    this.stage = stage;
    this.random = new Random(seed);
    this.images = images;
    this.serdes = SerdeFactory.create(Map.of("schema.registry.url", stage.registry()));
    this.writer = serdes.writer(ImageEvent.class, stage.images() + "-value");
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                stage.bootstrap(),
                "acks",
                "all",
                "linger.ms",
                5,
                "compression.type",
                compression,
                "max.request.size",
                MAX_REQUEST),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Publishes the next events and returns when the broker has them all. */
  public void publish(int count) throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sent.add(send(key(), event()));
    }
    for (Future<RecordMetadata> future : sent) {
      future.get();
    }
  }

  /** Sends one record as it is. */
  public Future<RecordMetadata> send(@Nullable String key, byte @Nullable [] value) {
    return producer.send(new ProducerRecord<>(stage.images(), key, value));
  }

  /** Sends one record as it is, to any topic. */
  Future<RecordMetadata> send(String topic, @Nullable String key, byte @Nullable [] value) {
    return producer.send(new ProducerRecord<>(topic, key, value));
  }

  /** A good event, as it is published. */
  public byte[] event() {
    return event(images.get(random.nextInt(images.size())));
  }

  /** An event of these bytes, as it is published. */
  public byte[] event(Object image) {
    return writer.write(
        ImageEvent.newBuilder()
            .setId("%s-%06d".formatted(stage.name(), number++))
            .setCapturedAt(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS))
            .setImage(image instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : image)
            .build());
  }

  public @Nullable String key() {
    return random.nextInt(50) == 0 ? null : "camera-%03d".formatted(random.nextInt(KEYS));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    serdes.close();
  }

  private static List<byte[]> images(long seed) {
    ShapeImages photographs = new ShapeImages(seed, 96, 96, ImageFormat.JPEG);
    ShapeImages icons = new ShapeImages(seed, 32, 32, ImageFormat.PNG);
    List<byte[]> images = new ArrayList<>(IMAGES);
    for (int i = 0; i < IMAGES; i++) {
      images.add((i % 4 == 0 ? icons : photographs).draw(i).encoded());
    }
    return images;
  }
}
