package io.saccade.cli.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The negative control: what one writes who wants sums of what a stream thread processes. They are
 * kept in memory and sent now and then, beside the transaction. So some of what was committed is
 * lost with the process, and some of what was sent is counted once more by whoever goes on.
 */
final class NaiveDrift implements Processor<byte[], byte[], Void, Void> {

  /** The key of what it sends. */
  static final String IMAGES = "images";

  // Longer than a kill takes to come after the first commit: what is not sent by then is lost.
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(4);
  // What a model would take: a process that is done at once cannot be killed at its work.
  private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Producer<String, Long> sums;
  private final String topic;
  private long images;

  private NaiveDrift(Producer<String, Long> sums, String topic) {
    this.sums = sums;
    this.topic = topic;
  }

  /** Runs one instance: broker, group, client, images topic, topic of sums, state. */
  public static void main(String[] args) throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, args[1]);
    settings.put(StreamsConfig.CLIENT_ID_CONFIG, args[2]);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, args[5]);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    settings.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 2000);
    settings.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 500);
    try (Producer<String, Long> sums =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", args[0]),
                new StringSerializer(),
                new LongSerializer());
        KafkaStreams streams =
            new KafkaStreams(
                new Topology()
                    .addSource(
                        "in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), args[3])
                    .addProcessor("naive", () -> new NaiveDrift(sums, args[4]), "in"),
                new StreamsConfig(settings))) {
      streams.start();
      new CountDownLatch(1).await();
    }
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    var unused =
        context.schedule(NOW_AND_THEN, PunctuationType.WALL_CLOCK_TIME, timestamp -> send());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    LockSupport.parkNanos(WORK_NANOS);
    images++;
  }

  private void send() {
    if (images > 0) {
      var unused = sums.send(new ProducerRecord<>(topic, IMAGES, images));
      images = 0;
    }
  }
}
