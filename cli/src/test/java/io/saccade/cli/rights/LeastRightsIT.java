package io.saccade.cli.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import io.saccade.cli.faults.DriftReference;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.registry.SchemaRegistryServer;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.StartException;
import io.saccade.processor.settings.ProcessorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that are shipped for Strimzi's users are enough, and somebody else's are not. */
final class LeastRightsIT {

  private static final String PROCESSOR = "saccade";
  private static final String PUBLISHER = "saccade-publisher";
  private static final String OPERATOR = "saccade-operator";
  private static final int IMAGES = 12;
  private static final Pattern EVENT = Pattern.compile("\"eventId\":\"([^\"]+)\"");
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private SecuredBroker broker;
  private SchemaRegistryServer registry;
  private Admin admin;

  LeastRightsIT(@TempDir Path data) throws Exception {
    broker = SecuredBroker.start(data, List.of(PROCESSOR, PUBLISHER, OPERATOR));
    registry = SchemaRegistryServer.start(0, data.resolve("registry"));
    admin = Admin.create(clients(SecuredBroker.ADMIN));
  }

  @BeforeEach
  void makeTopicsAndGiveRights() throws Exception {
    ProcessorSettings settings = settings(PROCESSOR);
    List<NewTopic> topics = new ArrayList<>();
    settings.topics().all().forEach(name -> topics.add(new NewTopic(name, 2, (short) 1)));
    settings.driftTopics().all().forEach(name -> topics.add(new NewTopic(name, 2, (short) 1)));
    settings.labels().topics().all().forEach(n -> topics.add(new NewTopic(n, 2, (short) 1)));
    settings.releases().topics().all().forEach(n -> topics.add(new NewTopic(n, 1, (short) 1)));
    admin.createTopics(topics).all().get();
    List<AclBinding> rights = new ArrayList<>();
    for (String file :
        List.of("user-processor.yaml", "user-publisher.yaml", "user-operator.yaml")) {
      rights.addAll(ShippedRights.of(file));
    }
    admin.createAcls(rights).all().get();
  }

  @AfterEach
  void stopThem() throws Exception {
    admin.close(Duration.ZERO);
    registry.close();
    broker.close();
  }

  private Map<String, Object> clients(String user) {
    Map<String, Object> clients = new HashMap<>(broker.as(user));
    clients.put("bootstrap.servers", broker.bootstrap());
    return clients;
  }

  private ProcessorSettings settings(String user) throws Exception {
    Map<String, String> settings = new TreeMap<>();
    broker.as(user).forEach((name, value) -> settings.put("kafka." + name, value));
    settings.put("bootstrap", broker.bootstrap());
    settings.put("registry.url", registry.url().toString());
    settings.put("model.bundle", folder.resolve("colors").toString());
    settings.put("state.dir", folder.resolve("state").toString());
    settings.put("labels.enabled", "on");
    settings.put("labels.every", "1s");
    settings.put("tuning", "fixed");
    settings.put("lanes", "1");
    settings.put("memory.budget", "128MiB");
    return ProcessorSettings.load(null, Map.of(), settings);
  }

  private CliRun run(String user, String... args) throws Exception {
    return run(user, List.of(args));
  }

  private CliRun run(String user, List<String> args) throws Exception {
    List<String> lines = new ArrayList<>();
    broker.as(user).forEach((name, value) -> lines.add(name + "=" + value));
    Path config = Files.write(folder.resolve(user + ".properties"), lines);
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("--bootstrap", broker.bootstrap()));
    all.addAll(List.of("--registry", registry.url().toString()));
    all.addAll(List.of("--client-config", config.toString()));
    CliRun run = CliRun.of(all.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  /** Whether anything was written to a topic. */
  private boolean isWritten(String topic) throws Exception {
    if (!admin.listTopics().names().get().contains(topic)) {
      return false;
    }
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    ends.put(new TopicPartition(topic, 0), OffsetSpec.latest());
    ends.put(new TopicPartition(topic, 1), OffsetSpec.latest());
    return admin.listOffsets(ends).all().get().values().stream().anyMatch(end -> end.offset() > 0);
  }

  /** What an operator sees of the predictions. */
  private String watched() throws Exception {
    String limit = String.valueOf(IMAGES);
    return run(
            OPERATOR,
            List.of("watch", "predictions", "--from-beginning", "--limit", limit, "--format=json"))
        .out();
  }

  /** Says of each event that it shows something red. */
  private static List<String> labels(String predictions) {
    List<String> labels =
        EVENT.matcher(predictions).results().map(found -> found.group(1) + ",red").toList();
    assertThat(labels).hasSize(IMAGES);
    return labels;
  }

  @Test
  void areEnoughForAllThatAProcessorAPublisherAndAnOperatorDo() throws Exception {
    BundleWriter.write(DriftReference.bundle(), folder.resolve("colors"), IfPresent.REFUSE);
    assertThatThrownBy(() -> SaccadeProcessor.start(settings(OPERATOR)).close())
        .isInstanceOf(StartException.class);

    try (SaccadeProcessor processor = SaccadeProcessor.start(settings(PROCESSOR))) {
      assertThat(processor.awaitRunning(SOON)).isTrue();
      run(PUBLISHER, "publish", Samples.images(folder.resolve("images"), IMAGES).toString());
      Path labels = Files.write(folder.resolve("labels.csv"), labels(watched()));
      run(PUBLISHER, "labels", labels.toString());
      run(OPERATOR, "release", "set", "--model", "colors", "--shadow", "none");
      for (String topic :
          List.of(
              "drift-deltas",
              "saccade-drift-windows-changelog",
              "label-joins",
              "saccade-labels-events-changelog",
              "saccade-labels-sums-changelog",
              "accuracy")) {
        Eventually.holds(topic + " is written to", SOON, () -> isWritten(topic));
      }
    }
    assertThat(broker.log()).doesNotContain("Exception");
  }
}
