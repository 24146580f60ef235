package io.saccade.bench.pipeline;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes a broker that was just started one that has run for long: its JVM compiles what is called
 * often, and an application commits ten times a second only. So many small transactions are made,
 * one after the other, and read.
 */
final class BrokerWarmUp {

  private static final String TOPIC = "warm-up";
  private static final int PRODUCERS = 2;
  private static final int PARTITIONS = 4;
  private static final long SECOND = 1_000_000_000L;
  private static final int PREDICTION_BYTES = 256;
  private static final Duration POLL = Duration.ofMillis(10);

  private final Kafka kafka;
  private final long endNanos;

  private BrokerWarmUp(Kafka kafka, long endNanos) {
    this.kafka = kafka;
    this.endNanos = endNanos;
  }

  /** Goes on for so long. */
  static void run(Kafka kafka, Duration time) throws CommandFailedException, InterruptedException {
    kafka.createTopic(TOPIC, PARTITIONS);
    BrokerWarmUp warmUp = new BrokerWarmUp(kafka, System.nanoTime() + time.toNanos());
    ExecutorService threads = Executors.newFixedThreadPool(PRODUCERS + 1);
    try (KafkaConsumer<byte[], byte[]> consumer = warmUp.consumer();
        Progress progress = Progress.of("warm-up, broker", time.toSeconds(), "seconds")) {
      ConsumerGroupMetadata group = consumer.groupMetadata();
      List<Future<?>> running =
          Stream.concat(
                  Stream.of(threads.submit(() -> warmUp.read(consumer, progress))),
                  IntStream.range(0, PRODUCERS)
                      .mapToObj(id -> threads.submit(() -> warmUp.write(id, group))))
              .toList();
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new CommandFailedException("the broker failed: " + BadEndings.message(e), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrap(),
            "group.id",
            TOPIC,
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private boolean goesOn() {
    return System.nanoTime() - endNanos < 0;
  }

  private void write(int id, ConsumerGroupMetadata group) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrap(), "transactional.id", TOPIC + "-" + id);
    byte[] value = new byte[PREDICTION_BYTES];
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      for (long offset = 0; goesOn(); offset++) {
        producer.beginTransaction();
        for (int partition = id; partition < PARTITIONS; partition += PRODUCERS) {
          Future<RecordMetadata> unused =
              producer.send(new ProducerRecord<>(TOPIC, partition, null, value));
        }
        producer.sendOffsetsToTransaction(
            Map.of(new TopicPartition(TOPIC, id), new OffsetAndMetadata(offset)), group);
        producer.commitTransaction();
      }
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer, Progress progress) {
    consumer.assign(
        IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(TOPIC, p)).toList());
    for (long next = System.nanoTime() + SECOND; goesOn(); ) {
      if (System.nanoTime() - next >= 0) {
        next += SECOND;
        progress.step();
      }
      ConsumerRecords<byte[], byte[]> unused = consumer.poll(POLL);
    }
  }
}
