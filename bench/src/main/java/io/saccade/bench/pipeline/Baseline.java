package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ImageEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * Plain Kafka Streams with its defaults and exactly-once: each stream thread takes one record after
 * the other and does everything itself. The model runs on the calling thread, which is best where
 * there is a stream thread for every core.
 */
final class Baseline implements Contender {

  private static final Duration STOP = Duration.ofSeconds(15);

  private final Kafka kafka;
  private final Workload workload;
  private final Path folder;
  private final int threads;
  private int round;

  Baseline(Kafka kafka, Workload workload, Path folder, int threads) {
    this.kafka = kafka;
    this.workload = workload;
    this.folder = folder;
    this.threads = threads;
  }

  @Override
  public String name() {
    return "per record, %d stream thread%s".formatted(threads, threads == 1 ? "" : "s");
  }

  @Override
  public int share(int events) {
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.max(1, events * Math.min(threads, cores) / cores);
  }

  @Override
  public void run(Tally tally, int events) throws CommandFailedException, InterruptedException {
    String predictions = "predictions-baseline-%d-%d".formatted(threads, round++);
    AtomicBoolean begun = new AtomicBoolean();
    kafka.createTopic(predictions, workload.partitions());
    try (SerdeFactory serdes = kafka.serdes();
        Model model =
            new OnnxRuntime(new NativeHandles()).load(workload.bundle(), LanePlan.single());
        Arrivals arrivals = new Arrivals(kafka, predictions, workload.partitions());
        Running running =
            new Running(
                new KafkaStreams(
                    topology(predictions, model, serdes.reader(ImageEvent.class), begun),
                    properties(predictions)))) {
      running.streams().start();
      arrivals.await(events, tally, begun::get);
    } catch (SchemaException | BundleRefusedException e) {
      throw new CommandFailedException("the baseline does not start: " + e.getMessage(), e);
    }
  }

  private record Running(KafkaStreams streams) implements AutoCloseable {

    @Override
    public void close() {
      streams.close(STOP);
    }
  }

  private Topology topology(
      String predictions, Model model, AvroReader<ImageEvent> events, AtomicBoolean begun) {
    return new Topology()
        .addSource("images", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Kafka.IMAGES)
        .addProcessor(
            "classify",
            () -> new BaselineProcessor(workload.bundle(), model, events, begun),
            "images")
        .addSink(
            "predictions",
            predictions,
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            "classify");
  }

  private StreamsConfig properties(String predictions) {
    return new StreamsConfig(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            predictions,
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrap(),
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.EXACTLY_ONCE_V2,
            StreamsConfig.NUM_STREAM_THREADS_CONFIG,
            threads,
            StreamsConfig.STATE_DIR_CONFIG,
            folder.resolve(predictions).toString(),
            StreamsConfig.consumerPrefix("auto.offset.reset"),
            "earliest"));
  }
}
