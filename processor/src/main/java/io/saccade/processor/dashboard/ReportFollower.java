package io.saccade.processor.dashboard;

import io.saccade.processor.release.PatientReader;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftReport;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics of reports in no group, from a day ago on, so that every instance shows all
 * streams and not only those that it adds up itself. Nothing depends upon it: an outage only delays
 * what is shown. Topics that are not there are looked for now and then, and never made.
 */
final class ReportFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReportFollower.class);
  private static final Duration BACK = Duration.ofDays(1);
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final Map<String, Object> clients;
  private final ReportTopics topics;
  private final PatientReader<DriftReport> drifts;
  private final PatientReader<AccuracyReport> accuracies;
  private final Told told;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "saccade-dashboard-reports");
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  /** Is told of every report. */
  interface Told {
    void reported(DriftReport report);

    void reported(AccuracyReport report);
  }

  /**
   * Follows nothing before {@link #start}.
   *
   * @param clients settings of Kafka clients, {@code bootstrap.servers} at least
   */
  ReportFollower(Map<String, Object> clients, ReportTopics topics, Told told, Clock clock) {
    this.clients = settings(clients);
    this.topics = topics;
    this.drifts = new PatientReader<>(topics.drifts());
    this.accuracies = new PatientReader<>(topics.accuracies());
    this.told = told;
    this.clock = clock;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    drifts.close();
    accuracies.close();
    KafkaConsumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        try (KafkaConsumer<byte[], byte[]> own =
            new KafkaConsumer<>(
                clients, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
          consumer = own;
          follow(own);
        } catch (WakeupException e) {
          return;
        } catch (KafkaException e) {
          LOG.warn("reports cannot be read for the dashboard reason=\"{}\"", e.getMessage());
        }
        consumer = null;
        boolean unused = closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> own) throws InterruptedException {
    long looked = System.nanoTime() - LOOK_NANOS;
    while (closed.getCount() > 0) {
      if (System.nanoTime() - looked >= LOOK_NANOS) {
        assign(own);
        looked = System.nanoTime();
      }
      if (own.assignment().isEmpty()) { // Kafka would not poll.
        boolean unused = closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
      } else {
        for (ConsumerRecord<byte[], byte[]> record : own.poll(POLL)) {
          read(record);
        }
      }
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    byte[] value = record.value();
    if (value == null) {
      return;
    }
    String place = "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    if (record.topic().equals(topics.drift())) {
      drifts.read(value, place).ifPresent(told::reported);
    } else {
      // Those without a model are about the labels themselves.
      accuracies
          .read(value, place)
          .filter(report -> !report.getModel().isEmpty())
          .ifPresent(told::reported);
    }
  }

  /** Takes up partitions that were not there before. */
  private void assign(KafkaConsumer<byte[], byte[]> own) {
    Set<TopicPartition> wanted = new HashSet<>(own.assignment());
    Set<TopicPartition> added = new HashSet<>();
    for (String topic : topics.names()) {
      List<PartitionInfo> found = own.partitionsFor(topic);
      if (found != null) {
        found.forEach(info -> added.add(new TopicPartition(topic, info.partition())));
      }
    }
    added.removeAll(wanted);
    if (added.isEmpty()) {
      return;
    }
    wanted.addAll(added);
    own.assign(wanted);
    Map<TopicPartition, Long> from = new HashMap<>();
    long since = clock.millis() - BACK.toMillis();
    added.forEach(partition -> from.put(partition, since));
    Map<TopicPartition, @Nullable OffsetAndTimestamp> found = own.offsetsForTimes(from);
    for (TopicPartition partition : added) {
      OffsetAndTimestamp first = found.get(partition);
      if (first == null) {
        own.seekToEnd(List.of(partition));
      } else {
        own.seek(partition, first.offset());
      }
    }
  }

  private static Map<String, Object> settings(Map<String, Object> clients) {
    Map<String, Object> own = new HashMap<>(clients);
    own.put("client.id", "saccade-dashboard");
    own.put("isolation.level", "read_committed");
    own.put("enable.auto.commit", false);
    own.put("allow.auto.create.topics", false);
    own.put("fetch.max.wait.ms", Math.toIntExact(POLL.toMillis()));
    own.remove("group.id");
    return own;
  }
}
