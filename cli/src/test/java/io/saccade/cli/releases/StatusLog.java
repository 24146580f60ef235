package io.saccade.cli.releases;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ModelStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** All that instances have said about releases, while they say it. Thread-safe. */
final class StatusLog implements AutoCloseable {

  private static final Duration GLANCE = Duration.ofMillis(250);

  private final List<ModelStatus> all = new ArrayList<>();
  private final SerdeFactory serdes;
  private final TopicTail tail;

  private StatusLog(ReleaseStage stage) throws Exception {
    this.serdes = SerdeFactory.create(Map.of("schema.registry.url", stage.events().registry()));
    AvroReader<ModelStatus> reader = serdes.reader(ModelStatus.class);
    this.tail =
        TopicTail.follow(
            stage.events(),
            List.of(new TopicPartition(stage.topics().status(), 0)),
            record -> add(reader.read(record.value())));
  }

  static StatusLog follow(ReleaseStage stage) throws Exception {
    return new StatusLog(stage);
  }

  /** How many there are: what is awaited may be looked for from here on. */
  synchronized int size() {
    return all.size();
  }

  synchronized List<ModelStatus> all() {
    return List.copyOf(all);
  }

  /** What each instance said last, by its name. */
  synchronized Map<String, ModelStatus> latest() {
    Map<String, ModelStatus> latest = new TreeMap<>();
    all.forEach(status -> latest.put(status.getInstance(), status));
    return latest;
  }

  /**
   * The first status that is so, waited for until the deadline is over.
   *
   * @param from how many to pass over
   */
  synchronized ModelStatus await(
      String what, int from, Duration deadline, Predicate<ModelStatus> wanted)
      throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    for (int next = from; ; next++) {
      while (next >= all.size()) {
        tail.requireReading();
        if (System.nanoTime() - end > 0) {
          throw new AssertionError(
              "not within %s: %s; the last of %d was %s"
                  .formatted(
                      deadline, what, all.size(), all.isEmpty() ? "" : all.get(all.size() - 1)));
        }
        TimeUnit.MILLISECONDS.timedWait(this, GLANCE.toMillis());
      }
      if (wanted.test(all.get(next))) {
        return all.get(next);
      }
    }
  }

  /** Waits until the instance has settled on a release. */
  ModelStatus awaitServing(String instance, int from, Issued release, Duration deadline)
      throws InterruptedException {
    return await(
        instance + " serves the release at " + release.offset(),
        from,
        deadline,
        status ->
            status.getInstance().equals(instance)
                && status.getReleaseOffset() == release.offset()
                && Settled.isServing(status));
  }

  /** Waits until the instance has refused a release. */
  ModelStatus awaitRefused(String instance, int from, Issued release, Duration deadline)
      throws InterruptedException {
    return await(
        instance + " refuses the release at " + release.offset(),
        from,
        deadline,
        status ->
            status.getInstance().equals(instance)
                && status.getReleaseOffset() == release.offset()
                && Settled.refusal(status).isPresent());
  }

  private synchronized void add(ModelStatus status) {
    all.add(status);
    notifyAll();
  }

  @Override
  public void close() {
    tail.close();
    serdes.close();
  }
}
