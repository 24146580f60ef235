package io.saccade.processor.release;

import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ModelRelease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** The desk at a real cluster. */
final class KafkaReleaseDesk implements ReleaseDesk {

  private final DeskClients clients;
  private final SerdeFactory serdes;
  private final ReleaseTopics topics;
  private ReleaseBook book = new ReleaseBook();
  private @Nullable TopicIdentity identity;
  private @Nullable BookReader reader;

  KafkaReleaseDesk(DeskClients clients, SerdeFactory serdes, ReleaseTopics topics) {
    this.clients = clients;
    this.serdes = serdes;
    this.topics = topics;
  }

  @Override
  public synchronized Set<String> models() throws SchemaException, InterruptedException {
    return upToDate().models();
  }

  @Override
  public synchronized Standing standing(String model) throws SchemaException, InterruptedException {
    return upToDate().standing(model);
  }

  @Override
  public synchronized ModelState state(String model) throws SchemaException, InterruptedException {
    Set<String> groups = upToDate().groups(model);
    return book.state(model, clients.members(groups));
  }

  @Override
  public synchronized List<PastRelease> history(String model)
      throws SchemaException, InterruptedException {
    return upToDate().history(model);
  }

  @Override
  public synchronized IssuedRelease issue(ModelRelease release)
      throws SchemaException, NoReleaseTopicException, InterruptedException {
    try {
      if (!reader().exists(topics.releases())) {
        throw new NoReleaseTopicException(topics.releases());
      }
      byte[] key = release.getModel().getBytes(StandardCharsets.UTF_8);
      byte[] value = serdes.writer(ModelRelease.class, topics.releases() + "-value").write(release);
      RecordMetadata sent =
          clients.producer().send(new ProducerRecord<>(topics.releases(), key, value)).get();
      return new IssuedRelease(release, sent.partition(), sent.offset());
    } catch (ExecutionException e) {
      throw DeskClients.failed(e);
    } catch (InterruptException e) {
      throw interrupted(e);
    }
  }

  @Override
  public synchronized List<IssuedRelease> rivals(IssuedRelease mine)
      throws SchemaException, InterruptedException {
    return upToDate().rivals(mine);
  }

  @Override
  public synchronized void awaitNews(Duration atMost) throws SchemaException, InterruptedException {
    try {
      reader().awaitNews(atMost);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for news");
      }
    } catch (InterruptException e) {
      throw interrupted(e);
    }
  }

  @Override
  public synchronized void close() {
    clients.close();
  }

  private ReleaseBook upToDate() throws SchemaException, InterruptedException {
    try {
      beginAnewIfChanged();
      reader().readToTheEnd();
      return book;
    } catch (InterruptException e) {
      throw interrupted(e);
    }
  }

  /** Offsets of a topic that was made anew begin at 0: nothing that was read before compares. */
  private void beginAnewIfChanged() throws InterruptedException {
    if (identity == null) {
      identity = clients.identity(topics.releases());
    }
    if (identity.hasChanged() && reader != null) {
      clients.consumer().unsubscribe();
      book = new ReleaseBook();
      reader = null;
    }
  }

  private BookReader reader() throws SchemaException {
    if (reader == null) {
      reader = new BookReader(clients.consumer(), serdes, topics, book);
    }
    return reader;
  }

  /** Kafka leaves the thread's flag as it was; the caller is told by the exception. */
  private static InterruptedException interrupted(InterruptException e) {
    boolean unused = Thread.interrupted();
    InterruptedException interrupted = new InterruptedException("interrupted while asking Kafka");
    interrupted.initCause(e);
    return interrupted;
  }
}
