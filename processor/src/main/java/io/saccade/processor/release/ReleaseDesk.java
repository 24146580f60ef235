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
 * HTTP. Follows both topics in no group. Thread-safe; one call at a time.
 */
public interface ReleaseDesk extends AutoCloseable {

  /** Opens a desk; connects at the first call. */
  static ReleaseDesk open(Map<String, Object> clients, SerdeFactory serdes, ReleaseTopics topics) {
    return new KafkaReleaseDesk(clients, serdes, topics);
  }

  /** The models that releases or statuses name. */
  Set<String> models() throws SchemaException, InterruptedException;

  /** What a wish is added to. */
  Standing standing(String model) throws SchemaException, InterruptedException;

  /** What is wanted of a model, and what every instance does about it. */
  ModelState state(String model) throws SchemaException, InterruptedException;

  /** What became of every release, oldest first. */
  List<PastRelease> history(String model) throws SchemaException, InterruptedException;

  /** Writes a release; returns when it is replicated. */
  IssuedRelease issue(ModelRelease release) throws SchemaException, InterruptedException;

  /** Waits until something arrives, at most so long. */
  void awaitNews(Duration atMost) throws SchemaException, InterruptedException;

  @Override
  void close();
}
