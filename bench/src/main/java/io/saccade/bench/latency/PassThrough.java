package io.saccade.bench.latency;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.processor.settings.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The broker's own round trip: Kafka Streams with Saccade's guarantee, commit interval, threads and
 * consumer, which answers every event with as many bytes as a prediction has, and does nothing
 * else.
 */
record PassThrough(KafkaStreams streams) implements Subject {

  static final String EVENTS = "pass-through-images";
  static final String ANSWERS = "pass-through-answers";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(15);
  private static final int PREDICTION_BYTES = 256;
  private static final int FETCH_BYTES = 16 << 20;

  /** Starts it, and returns when it has its partitions. */
  static PassThrough start(StreamsSettings settings, Path folder)
      throws CommandFailedException, InterruptedException {
    KafkaStreams streams =
        new KafkaStreams(topology(), new StreamsConfig(properties(settings, folder)));
    CountDownLatch running = new CountDownLatch(1);
    streams.setStateListener(
        (next, previous) -> {
          if (next == KafkaStreams.State.RUNNING) {
            running.countDown();
          }
        });
    streams.start();
    PassThrough subject = new PassThrough(streams);
    if (!running.await(START.toMillis(), TimeUnit.MILLISECONDS)) {
      subject.close();
      throw new CommandFailedException(
          "the topology that classifies nothing has no partitions after " + START);
    }
    return subject;
  }

  @Override
  public String name() {
    return "pass-through";
  }

  @Override
  public String input() {
    return EVENTS;
  }

  @Override
  public String output() {
    return ANSWERS;
  }

  @Override
  public void close() {
    streams.close(STOP);
  }

  private static Topology topology() {
    return new Topology()
        .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), EVENTS)
        .addProcessor("answer", Answer::new, "in")
        .addSink("out", ANSWERS, new ByteArraySerializer(), new ByteArraySerializer(), "answer");
  }

  private static Map<String, Object> properties(StreamsSettings settings, Path folder) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    // A buffer as the processor's, and more than it fetches: this is not to be what limits.
    properties.put(
        StreamsConfig.mainConsumerPrefix("receive.buffer.bytes"),
        CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND);
    properties.put(StreamsConfig.mainConsumerPrefix("max.partition.fetch.bytes"), FETCH_BYTES);
    properties.putAll(settings.passThrough());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId() + "-pass-through");
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.guarantee());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, settings.groupProtocol());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    return properties;
  }

  /** Answers with the event's key and headers. */
  private static final class Answer implements Processor<byte[], byte[], byte[], byte[]> {

    private final byte[] value = new byte[PREDICTION_BYTES];
    private @Nullable ProcessorContext<byte[], byte[]> context;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> event) {
      Objects.requireNonNull(context, "init() comes before process()")
          .forward(event.withValue(value));
    }
  }
}
