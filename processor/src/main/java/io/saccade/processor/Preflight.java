package io.saccade.processor;

import io.saccade.processor.release.ReleaseTopics;
import io.saccade.processor.settings.ProcessorSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, before anything is polled, whether the brokers are as the processor needs them. */
final class Preflight {

  private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);

  private final ProcessorSettings settings;

  Preflight(ProcessorSettings settings) {
    this.settings = settings;
  }

  /**
   * Creates missing topics where that is allowed, and checks limits.
   *
   * @return what there is to know of the images topic
   * @throws StartException if a topic is missing or a limit is too small
   */
  ImagesTopic check() throws StartException, InterruptedException {
    Optional<String> encrypting =
        PlainListener.encrypting(StreamsProperties.admin(settings.streams()));
    if (encrypting.isPresent()) {
      throw new StartException(BrokerTrouble.encrypts(encrypting.get(), "kafka."));
    }
    try (Admin admin = Admin.create(StreamsProperties.admin(settings.streams()))) {
      MissingTopics.ofImages(settings, admin).create();
      checkSizes(admin);
      checkReleases(admin);
      checkTransactions(admin);
      return images(admin);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Asks about the images topic alone, which must be there.
   *
   * @throws StartException if it is not
   */
  ImagesTopic images() throws StartException, InterruptedException {
    try (Admin admin = Admin.create(StreamsProperties.admin(settings.streams()))) {
      return images(admin);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private ImagesTopic images(Admin admin) throws ExecutionException, InterruptedException {
    String images = settings.topics().images();
    Map<String, TopicDescription> topics =
        admin.describeTopics(List.of(images)).allTopicNames().get();
    int brokers = admin.describeCluster().nodes().get().size();
    Config config = TopicConfigs.of(admin, List.of(images)).get(images);
    return new ImagesTopic(
        topics.values().stream().mapToInt(topic -> topic.partitions().size()).sum(),
        Math.max(1, brokers),
        config == null ? 0 : Math.toIntExact(maxMessageBytes(config)));
  }

  /** What we send must fit what the topic accepts, or one record would stop its partition. */
  private void checkSizes(Admin admin)
      throws ExecutionException, InterruptedException, StartException {
    for (Map.Entry<String, Config> entry : TopicConfigs.of(admin, outputs()).entrySet()) {
      long accepted = maxMessageBytes(entry.getValue());
      if (accepted < settings.streams().maxOutputBytes()) {
        throw new StartException(
            ("topic %s accepts records of at most %d bytes (max.message.bytes), but"
                    + " output.max.bytes is %d; raise the one or lower the other")
                .formatted(entry.getKey(), accepted, settings.streams().maxOutputBytes()));
      }
    }
  }

  /** Whoever made the topics of releases may have made them as any other. */
  private void checkReleases(Admin admin) throws ExecutionException, InterruptedException {
    if (!settings.releases().follow()) {
      return;
    }
    ReleaseTopics topics = settings.releases().topics();
    for (Map.Entry<String, Config> entry : TopicConfigs.of(admin, topics.all()).entrySet()) {
      topics
          .configs(entry.getKey())
          .forEach(
              (name, wanted) -> {
                String actual = entry.getValue().get(name).value();
                if (!wanted.equals(actual)) {
                  LOG.warn(
                      "the topic should keep what is in it; set it with kafka-configs topic={}"
                          + " {}={} should_be={}",
                      entry.getKey(),
                      name,
                      actual,
                      wanted);
                }
              });
    }
  }

  private List<String> outputs() {
    return List.of(settings.topics().predictions(), settings.topics().failures());
  }

  private static long maxMessageBytes(Config topic) {
    return Long.parseLong(topic.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
  }

  private void checkTransactions(Admin admin) throws ExecutionException, InterruptedException {
    FinalizedVersionRange version =
        admin
            .describeFeatures()
            .featureMetadata()
            .get()
            .finalizedFeatures()
            .get("transaction.version");
    int level = version == null ? 0 : version.maxVersionLevel();
    if (settings.streams().guarantee().equals("exactly_once_v2") && level < 2) {
      LOG.warn(
          "transaction.version={} on the brokers; exactly-once rests on 2 (KIP-890): upgrade the"
              + " feature with kafka-features.sh",
          level);
    }
  }

  private StartException failed(Throwable cause) {
    String bootstrap = settings.streams().bootstrap();
    return new StartException(
        BrokerTrouble.of(cause, "kafka.")
            .map(trouble -> "the brokers at bootstrap=%s: %s".formatted(bootstrap, trouble))
            .orElseGet(
                () ->
                    "the brokers at %s cannot be asked: %s; check bootstrap and kafka.*"
                        .formatted(bootstrap, BrokerTrouble.reason(cause))),
        cause);
  }
}
