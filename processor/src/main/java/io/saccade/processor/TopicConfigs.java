package io.saccade.processor;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** How topics are configured. Where that may not be seen, it is said of which one. */
public final class TopicConfigs {

  private TopicConfigs() {}

  /**
   * Asks for those of some topics.
   *
   * @throws ExecutionException as Kafka's own client, but for the name of the topic
   */
  public static Map<String, Config> of(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    Map<String, ConfigResource> resources =
        topics.stream()
            .distinct()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    name -> new ConfigResource(ConfigResource.Type.TOPIC, name)));
    Map<ConfigResource, KafkaFuture<Config>> asked =
        admin.describeConfigs(resources.values()).values();
    Map<String, Config> configs = new HashMap<>();
    for (Map.Entry<String, ConfigResource> resource : resources.entrySet()) {
      KafkaFuture<Config> answer = asked.get(resource.getValue());
      if (answer != null) {
        configs.put(resource.getKey(), named(resource.getKey(), answer));
      }
    }
    return configs;
  }

  private static Config named(String topic, KafkaFuture<Config> answer)
      throws ExecutionException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicAuthorizationException) {
        throw new ExecutionException(
            new TopicAuthorizationException(
                "not authorized to see the configuration of topic %s (DescribeConfigs)"
                    .formatted(topic),
                Set.of(topic)));
      }
      throw e;
    }
  }
}
