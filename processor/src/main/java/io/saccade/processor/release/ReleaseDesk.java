package io.saccade.processor.release;

import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ModelRelease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where operators read and write releases, whatever they sit at: the command line or the admin
 * HTTP. Thread-safe; one call at a time. Every answer is as of a moment after the call. Where the
 * cluster does not answer in time, a call throws Kafka's own {@code TimeoutException}.
 */
public interface ReleaseDesk extends AutoCloseable {

  /**
   * Opens a desk, which is in no group and follows both topics; connects at the first call.
   *
   * @param clients settings of Kafka clients, {@code bootstrap.servers} at least
   */
  static ReleaseDesk open(Map<String, Object> clients, SerdeFactory serdes, ReleaseTopics topics) {
    return new KafkaReleaseDesk(new DeskClients(clients), serdes, topics);
  }

  /** The models that releases or statuses name. */
  Set<String> models() throws SchemaException, InterruptedException;

  /** What a wish is added to. */
  Standing standing(String model) throws SchemaException, InterruptedException;

  /** What is wanted of a model, and what every instance does about it. */
  ModelState state(String model) throws SchemaException, InterruptedException;

  /** What became of every release, oldest first. */
  List<PastRelease> history(String model) throws SchemaException, InterruptedException;

  /**
   * Writes a release; returns when it is replicated.
   *
   * @throws NoReleaseTopicException if there is no topic of releases; none is made
   */
  IssuedRelease issue(ModelRelease release)
      throws SchemaException, NoReleaseTopicException, InterruptedException;

  /**
   * Releases of others that were issued upon the same one as this, and that this one has overtaken:
   * what they changed is lost.
   */
  List<IssuedRelease> rivals(IssuedRelease mine) throws SchemaException, InterruptedException;

  /** Waits until something arrives, at most so long. */
  void awaitNews(Duration atMost) throws SchemaException, InterruptedException;

  @Override
  void close();
}
