package io.saccade.processor.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.processor.release.PastRelease;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.release.ReleaseJson;
import io.saccade.schemas.SchemaException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads releases and what instances do about them, on a thread of its own and only while a page is
 * open: Kafka is asked every few seconds at most, and by nobody else for the page.
 */
final class ReleaseWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseWatch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int MOST_PAST = 50;
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final ReleaseDesk desk;
  private final Supplier<Optional<String>> model;
  private final Audience audience;
  private final Consumer<ObjectNode> told;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "saccade-dashboard-releases");
  private volatile @Nullable ObjectNode latest;

  /**
   * Reads nothing before {@link #start}.
   *
   * @param desk which is closed with it
   * @param told is told of whatever is new
   */
  ReleaseWatch(
      ReleaseDesk desk,
      Supplier<Optional<String>> model,
      Audience audience,
      Consumer<ObjectNode> told) {
    this.desk = desk;
    this.model = model;
    this.audience = audience;
    this.told = told;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** What was read last; null before anything was. */
  @Nullable ObjectNode latest() {
    return latest;
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    desk.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        audience.await();
        Optional<String> known = model.get();
        boolean read = known.isPresent() && readSafely(known.get());
        if (!read) {
          boolean unused = closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads and waits for news; false where that was not possible. */
  private boolean readSafely(String of) throws InterruptedException {
    try {
      news(read(of));
      desk.awaitNews(PATIENCE);
      return true;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | SchemaException e) {
      LOG.debug("releases cannot be read for the dashboard", e);
      news(
          JsonNodeFactory.instance
              .objectNode()
              .put("error", "Releases cannot be read now: Kafka or the registry is away."));
      return false;
    }
  }

  private ObjectNode read(String of) throws SchemaException, InterruptedException {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("state", ReleaseJson.state(desk.state(of)));
    ArrayNode history = node.putArray("history");
    List<PastRelease> all = desk.history(of);
    all.stream()
        .skip(Math.max(0, all.size() - MOST_PAST))
        .forEach(past -> history.add(ReleaseJson.past(past)));
    return node;
  }

  private void news(ObjectNode node) {
    if (!node.equals(latest)) {
      latest = node;
      told.accept(node);
    }
  }
}
