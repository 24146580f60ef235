package io.saccade.bench.jmh;

import io.saccade.bench.pipeline.WorkFolder;
import io.saccade.cli.registry.SchemaRegistryServer;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.Cohort;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Label;
import io.saccade.schemas.avro.ModelIdentity;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Avro in and out. Reading an event of 110 kB must not copy its image, so the bytes that it
 * allocates are far fewer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AvroBenchmark {

  private static final int IMAGE_BYTES = 110_000;
  private static final int LABELS = 5;

  private final WorkFolder folder;
  private final SchemaRegistryServer registry;
  private final SerdeFactory serdes;
  private final AvroReader<ImageEvent> events;
  private final AvroWriter<Prediction> predictions;
  private final byte[] event;
  private final List<Label> labels =
      IntStream.range(0, LABELS).mapToObj(i -> new Label(i, "class " + i, 0.2f)).toList();

  /** Registers the schemas and writes the event. */
  public AvroBenchmark() {
    try {
      folder = new WorkFolder();
      registry = SchemaRegistryServer.start(0, folder.path().resolve("registry"));
      serdes = SerdeFactory.create(Map.of("schema.registry.url", registry.url().toString()));
      events = serdes.reader(ImageEvent.class);
      predictions = serdes.writer(Prediction.class, "predictions-value");
      event = serdes.writer(ImageEvent.class, "images-value").write(anEvent());
    } catch (IOException | SchemaException e) {
      throw new IllegalStateException("the registry of the benchmark does not work", e);
    }
  }

  private static ImageEvent anEvent() {
    return ImageEvent.newBuilder()
        .setId("bench-000001")
        .setCapturedAt(Instant.EPOCH)
        .setImage(ByteBuffer.allocate(IMAGE_BYTES))
        .build();
  }

  @TearDown
  public void stop() throws IOException {
    serdes.close();
    registry.close();
    folder.close();
  }

  @Benchmark
  public ImageEvent readEvent() throws SchemaException {
    return events.read(event);
  }

  @Benchmark
  public byte[] writePrediction() {
    return predictions.write(
        new Prediction(
            "bench-000001",
            new SourceCoordinates("images", 3, 123_456L),
            new ModelIdentity("mobilenet", "1", "0".repeat(64)),
            labels,
            Cohort.PRIMARY));
  }
}
