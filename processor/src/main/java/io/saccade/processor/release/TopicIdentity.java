package io.saccade.processor.release;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a topic from a later one of the same name, whose offsets begin again at 0. A consumer does
 * not: it goes on at its position where the new topic is as long. For one thread.
 */
final class TopicIdentity {

  private static final Logger LOG = LoggerFactory.getLogger(TopicIdentity.class);
  private static final long PATIENCE_SECONDS = 3;

  private final Admin admin;
  private final String topic;
  private @Nullable Uuid known;

  TopicIdentity(Admin admin, String topic) {
    this.admin = admin;
    this.topic = topic;
  }

  /** Whether it is another topic than at the last look; no where nobody can tell at the moment. */
  boolean hasChanged() throws InterruptedException {
    Uuid before = known;
    try {
      known =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .values()
              .iterator()
              .next()
              .topicId();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("the topic cannot be described topic={}", topic, e); // An outage, or it is gone.
    }
    return before != null && !before.equals(known);
  }
}
