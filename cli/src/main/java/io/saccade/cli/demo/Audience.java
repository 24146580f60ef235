package io.saccade.cli.demo;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.watch.TopicReader;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads predictions and failures as they are committed, and notes when each came, of which version
 * it is and whether it is right.
 */
final class Audience implements AutoCloseable {

  static final String PREDICTIONS = "predictions";
  static final String FAILURES = "image-failures";

  private final Map<String, Object> clients;
  private final AvroReader<Prediction> reader;
  private final Pictures pictures;
  private final Underway underway;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "saccade-demo-audience");
  private volatile boolean gone;
  private volatile boolean noting = true;

  /** Reads nothing yet. */
  Audience(
      Map<String, Object> clients,
      AvroReader<Prediction> reader,
      Pictures pictures,
      Underway underway) {
    this.clients = clients;
    this.reader = reader;
    this.pictures = pictures;
    this.underway = underway;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** All that came so far, in order. */
  List<Arrival> arrivals() {
    synchronized (arrivals) {
      return List.copyOf(arrivals);
    }
  }

  /** How many predictions of a version came so far. */
  long of(String version) {
    synchronized (arrivals) {
      return arrivals.stream().filter(arrival -> arrival.version().equals(version)).count();
    }
  }

  /** Notes nothing any more: what comes from now on is for people to look at. */
  void rest() {
    noting = false;
  }

  /** Throws what has ended it, if anything has. */
  void require() throws CommandFailedException {
    Exception ended = failure.get();
    if (ended != null) {
      throw new CommandFailedException(
          "predictions could not be read: " + BadEndings.message(ended), ended);
    }
  }

  @Override
  public void close() {
    gone = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (TopicReader topics = TopicReader.fromBeginning(List.of(PREDICTIONS, FAILURES), clients)) {
      while (!gone) {
        for (ConsumerRecord<byte[], byte[]> message : topics.poll()) {
          if (message.topic().equals(FAILURES)) {
            underway.failed();
          } else {
            note(reader.read(message.value()));
          }
        }
      }
    } catch (SchemaException | RuntimeException e) {
      failure.set(e);
    }
  }

  private void note(Prediction prediction) {
    long now = System.nanoTime();
    String label = prediction.getLabels().get(0).getName();
    underway
        .arrived(prediction.getEventId())
        .map(
            sent ->
                new Arrival(
                    prediction.getEventId(),
                    now,
                    now - sent.nanos(),
                    prediction.getModel().getVersion(),
                    sent.light(),
                    pictures.isRight(prediction.getEventId(), label)))
        .filter(arrival -> noting)
        .ifPresent(
            arrival -> {
              synchronized (arrivals) {
                arrivals.add(arrival);
              }
            });
  }
}
