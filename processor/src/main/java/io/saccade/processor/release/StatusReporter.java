package io.saccade.processor.release;

import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.FirstOffsetListener;
import io.saccade.processor.lookahead.Tenure;
import io.saccade.processor.serving.ReleaseId;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.avro.ModelStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what this instance does about releases, on a thread of its own: whoever reports never
 * waits, and an outage of the brokers only delays what is written. Thread-safe.
 */
public final class StatusReporter implements StatusListener, FirstOffsetListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StatusReporter.class);
  private static final long AGAIN_MILLIS = TimeUnit.SECONDS.toMillis(1);
  private static final Duration STOP = Duration.ofSeconds(3);
  private static final int AT_A_TIME = 200;

  private final ReleaseClients clients;
  private final String topic;
  private final AvroWriter<ModelStatus> writer;
  private final StatusFormat format;
  private final StatusQueue queue;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private String trouble = "";

  /**
   * Starts to write.
   *
   * @param group the consumer group of the instance
   */
  public StatusReporter(
      ReleaseClients clients,
      String topic,
      AvroWriter<ModelStatus> writer,
      String instance,
      String group) {
    this.clients = clients;
    this.topic = topic;
    this.writer = writer;
    this.format = new StatusFormat(instance, group);
    this.queue = new StatusQueue(format, Clock.systemUTC());
    this.thread = new Thread(this::run, "saccade-status");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  @Override
  public void changed(ReleaseStatus status) {
    queue.changed(status);
  }

  @Override
  public void first(ReleaseId release, Coordinates at, Tenure tenure) {
    queue.first(release, at, tenure);
  }

  /** Writes what is left, for as long as that takes no time to speak of. */
  @Override
  public void close() {
    closed.countDown();
    queue.wake();
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(STOP.toMillis());
      thread.interrupt();
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!isClosed()) {
        queue.await(StatusQueue.AGREEMENT_EVERY.toMillis());
        writeAll();
        queue.passed();
      }
      writeAll();
    } catch (InterruptedException e) {
      LOG.warn("some of what was done about releases could not be written any more");
    } finally {
      dropProducer();
    }
  }

  private void writeAll() throws InterruptedException {
    for (List<ModelStatus> some = some(); !some.isEmpty(); some = some()) {
      write(some);
    }
  }

  /** What is to be written by now, or as much of it as is sent at a time. */
  private List<ModelStatus> some() {
    List<ModelStatus> some = new ArrayList<>();
    for (Optional<ModelStatus> next = queue.next(); next.isPresent(); next = queue.next()) {
      some.add(next.get());
      if (some.size() == AT_A_TIME) {
        break;
      }
    }
    return some;
  }

  /**
   * Writes records in order, and does not give up before this is closed. From the first that failed
   * on all are sent again: some may be there twice then, but the last one is the latest.
   */
  private void write(List<ModelStatus> statuses) throws InterruptedException {
    List<ProducerRecord<byte[], byte[]>> left =
        statuses.stream()
            .map(status -> new ProducerRecord<>(topic, format.key(status), writer.write(status)))
            .toList();
    boolean told = false;
    while (!left.isEmpty()) {
      int sent = 0;
      try {
        sent = send(left);
      } catch (KafkaException e) {
        trouble = String.valueOf(e.getMessage());
        LOG.debug("the status cannot be sent topic={}", topic, e);
      }
      left = left.subList(sent, left.size());
      if (!left.isEmpty()) {
        if (!told) {
          LOG.warn(
              "the status cannot be written; waiting for the brokers topic={} reason=\"{}\"",
              topic,
              trouble);
          told = true;
        }
        dropProducer();
        if (closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new InterruptedException("closed while the brokers do not answer");
        }
      }
    }
  }

  /** Sends records; says how many of them, from the first on, are replicated or hopeless. */
  private int send(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
    KafkaProducer<byte[], byte[]> to = producer == null ? clients.producer("status") : producer;
    producer = to;
    List<Future<RecordMetadata>> results = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : records) {
      results.add(to.send(record));
    }
    for (int i = 0; i < results.size(); i++) {
      try {
        RecordMetadata unused = results.get(i).get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RecordTooLargeException)) {
          trouble = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
          LOG.debug("the status was not written topic={}", topic, e);
          return i;
        }
        LOG.error("a status does not fit the topic; left out topic={}", topic, e);
      }
    }
    return results.size();
  }

  private void dropProducer() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }
}
