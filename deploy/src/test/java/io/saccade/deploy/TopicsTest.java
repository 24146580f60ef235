package io.saccade.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.settings.ProcessorSettings;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Both lists of topics are those that the processor would make, and alike. */
final class TopicsTest {

  private static final String LIMIT = "max.message.bytes";

  private record Topic(int partitions, Map<String, String> configs) {}

  private final ProcessorSettings settings;

  TopicsTest() throws Exception {
    settings = ProcessorSettings.load(null, Map.of(), Map.of("model.name", "any"));
  }

  private Map<String, Topic> wanted() {
    Map<String, Topic> wanted = new TreeMap<>();
    int partitions = settings.topicCreation().partitions();
    settings.topics().all().forEach(name -> wanted.put(name, new Topic(partitions, Map.of())));
    settings
        .releases()
        .topics()
        .all()
        .forEach(n -> wanted.put(n, new Topic(1, settings.releases().topics().configs(n))));
    settings
        .driftTopics()
        .all()
        .forEach(n -> wanted.put(n, new Topic(partitions, settings.driftTopics().configs(n))));
    settings
        .labels()
        .topics()
        .all()
        .forEach(n -> wanted.put(n, new Topic(partitions, settings.labels().topics().configs(n))));
    return wanted;
  }

  private static Map<String, Topic> ofTheScript() {
    Map<String, Topic> topics = new TreeMap<>();
    Deployed.text(Deployed.DEPLOY.resolve("kafka/create-topics.sh"))
        .lines()
        .filter(line -> line.startsWith("create "))
        .map(line -> Arrays.asList(line.split(" +")))
        .forEach(words -> topics.put(words.get(1), topic(words)));
    return topics;
  }

  private static Topic topic(List<String> words) {
    Map<String, String> configs = new TreeMap<>();
    for (String config : words.subList(3, words.size())) {
      String[] parts = config.split("=", 2);
      configs.put(parts[0], parts[1]);
    }
    return new Topic(Integer.parseInt(words.get(2)), configs);
  }

  private static Map<String, Topic> ofStrimzi() {
    Map<String, Topic> topics = new TreeMap<>();
    for (KafkaTopic topic : Manifests.all(KafkaTopic.class)) {
      Map<String, String> configs = new TreeMap<>();
      topic.getSpec().getConfig().forEach((name, value) -> configs.put(name, value.toString()));
      assertThat(configs.remove("min.insync.replicas")).isEqualTo("2");
      topics.put(
          topic.getMetadata().getName(), new Topic(topic.getSpec().getPartitions(), configs));
    }
    return topics;
  }

  @Test
  void areThoseThatTheProcessorWouldMake() {
    Map<String, Topic> script = new TreeMap<>(ofTheScript());
    // Whoever makes it makes it large enough for an image and what surrounds it.
    Topic images = Objects.requireNonNull(script.get("images"));
    assertThat(Long.parseLong(images.configs().getOrDefault(LIMIT, "0")))
        .isGreaterThan(settings.imageLimits().encodedBytes());
    script.put("images", new Topic(images.partitions(), Map.of()));
    assertThat(script).isEqualTo(wanted());
  }

  @Test
  void areTheSameForStrimzi() {
    assertThat(ofStrimzi()).isEqualTo(ofTheScript());
  }
}
