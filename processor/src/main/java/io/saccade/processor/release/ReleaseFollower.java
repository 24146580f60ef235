package io.saccade.processor.release;

import io.saccade.processor.serving.ReleaseId;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.avro.ModelRelease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the releases of one model on a thread of its own, from the beginning of the topic. An
 * outage of the brokers or the registry only delays what is heard; serving knows nothing of it.
 */
public final class ReleaseFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseFollower.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(5);

  /** How often it is asked whether the topic is still the same one. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final ReleaseClients clients;
  private final String topic;
  private final byte[] key;
  private final PatientReader<ModelRelease> reader;
  private final Consumer<List<Release>> wanted;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Admin admin;
  private final TopicIdentity identity;
  private final Thread thread;
  private long lookedNanos;
  private int era;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  private ReleaseFollower(
      ReleaseClients clients,
      String topic,
      String model,
      PatientReader<ModelRelease> reader,
      Consumer<List<Release>> wanted) {
    this.clients = clients;
    this.topic = topic;
    this.key = model.getBytes(StandardCharsets.UTF_8);
    this.reader = reader;
    this.wanted = wanted;
    this.admin = clients.admin("releases-admin");
    this.identity = new TopicIdentity(admin, topic);
    this.thread = new Thread(this::run, "saccade-releases");
    this.thread.setDaemon(true);
  }

  /**
   * Reads the topic to its end, hands on the latest release of the model, and follows.
   *
   * @param topic which must be there
   * @param wanted is handed every release that is heard of, but of those that come at once only the
   *     last; before this returns, the latest there is
   * @throws KafkaException if the brokers refuse
   */
  public static ReleaseFollower start(
      ReleaseClients clients,
      String topic,
      String model,
      AvroReader<ModelRelease> reader,
      Consumer<List<Release>> wanted)
      throws InterruptedException {
    ReleaseFollower follower =
        new ReleaseFollower(clients, topic, model, new PatientReader<>(reader), wanted);
    boolean started = false;
    try {
      follower.catchUp();
      follower.thread.start();
      started = true;
      return follower;
    } catch (InterruptException e) {
      throw interrupted(e);
    } finally {
      if (!started) {
        follower.dropConsumer();
        follower.admin.close(Duration.ZERO);
      }
    }
  }

  @Override
  public void close() {
    reader.close();
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

  private void catchUp() throws InterruptedException {
    beginAnewIfChanged();
    KafkaConsumer<byte[], byte[]> reading = connect();
    Map<TopicPartition, Long> ends = reading.endOffsets(reading.assignment());
    List<Release> latest = List.of();
    while (ends.entrySet().stream()
        .anyMatch(end -> reading.position(end.getKey()) < end.getValue())) {
      List<Release> later = read(reading);
      latest = later.isEmpty() ? latest : later.subList(later.size() - 1, later.size());
    }
    LOG.info(
        "releases read to the end topic={} latest={}",
        topic,
        latest.isEmpty() ? "none" : latest.get(0).id());
    handOn(latest);
  }

  private void run() {
    while (!reader.isClosed()) {
      try {
        if (consumer == null || System.nanoTime() - lookedNanos >= LOOK_NANOS) {
          beginAnewIfChanged();
        }
        KafkaConsumer<byte[], byte[]> current = consumer;
        handOn(read(current == null ? connect() : current));
      } catch (WakeupException e) {
        LOG.debug("woken topic={}", topic);
      } catch (InterruptException | InterruptedException e) {
        break;
      } catch (RuntimeException e) {
        // Following goes on whatever happens, or the instance would never hear of a release again.
        if (e instanceof KafkaException) {
          LOG.warn("the releases cannot be read; waiting topic={} reason={}", topic, e.toString());
        } else {
          LOG.error("a release could not be followed topic={}", topic, e);
        }
        dropConsumer();
        if (isOver()) {
          break;
        }
      }
    }
    dropConsumer();
    admin.close(Duration.ZERO);
  }

  /** Where the topic was made anew, its releases count from the first on, and before all others. */
  private void beginAnewIfChanged() throws InterruptedException {
    boolean changed = identity.hasChanged();
    lookedNanos = System.nanoTime();
    if (changed) {
      era++;
      next.clear();
      dropConsumer();
      LOG.warn(
          "the topic of releases was made anew; following it from its beginning topic={}", topic);
    }
  }

  private boolean isOver() {
    try {
      return reader.pause();
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Goes on where the last one stopped. */
  private KafkaConsumer<byte[], byte[]> connect() {
    KafkaConsumer<byte[], byte[]> made = clients.consumer("releases");
    consumer = made;
    Set<TopicPartition> partitions =
        made.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .collect(Collectors.toSet());
    if (partitions.isEmpty()) {
      throw new KafkaException("there is no topic " + topic);
    }
    made.assign(partitions);
    made.seekToBeginning(partitions);
    next.forEach(made::seek);
    return made;
  }

  private void handOn(List<Release> releases) {
    if (!releases.isEmpty()) {
      wanted.accept(releases);
    }
  }

  /** The releases of a poll. */
  private List<Release> read(KafkaConsumer<byte[], byte[]> from) throws InterruptedException {
    List<Release> releases = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : from.poll(POLL)) {
      release(record).ifPresent(releases::add);
      next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
    return releases;
  }

  private Optional<Release> release(ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException {
    if (!Arrays.equals(record.key(), key)) {
      return Optional.empty();
    }
    if (record.value() == null) {
      LOG.info("releases were deleted; what serves goes on offset={}", record.offset());
      return Optional.empty();
    }
    ReleaseId id = new ReleaseId(record.partition(), record.offset(), era);
    return reader.read(record).map(release -> ReleaseFormat.of(id, release));
  }

  private void dropConsumer() {
    KafkaConsumer<byte[], byte[]> current = consumer;
    consumer = null;
    if (current != null) {
      try {
        current.close(CloseOptions.timeout(Duration.ZERO));
      } catch (KafkaException e) {
        LOG.debug("a consumer did not close topic={}", topic, e);
      }
    }
  }

  static InterruptedException interrupted(InterruptException e) {
    boolean unused = Thread.interrupted(); // Kafka has set it.
    InterruptedException interrupted = new InterruptedException(e.getMessage());
    interrupted.initCause(e);
    return interrupted;
  }
}
