package io.saccade.cli.rights;

import io.saccade.cli.CliRun;
import io.saccade.cli.faults.DriftReference;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.registry.SchemaRegistryServer;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SerdeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker that asks for rights, with every topic, a registry, and a bundle with a reference. */
final class RightsStage implements AutoCloseable {

  /** What writes releases over HTTP. */
  static final String TOKEN = "whoever-writes-knows-this";

  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);

  private final Path folder;
  private final SecuredBroker broker;
  private final SchemaRegistryServer registry;
  private final Admin admin;

  /**
   * Starts it.
   *
   * @param users who is known; none of them has any right
   */
  RightsStage(Path folder, List<String> users, int partitions) throws Exception {
    this.folder = folder;
    this.broker = SecuredBroker.start(folder, users);
    this.registry = SchemaRegistryServer.start(0, folder.resolve("registry"));
    this.admin = Admin.create(clients(SecuredBroker.ADMIN));
    BundleWriter.write(DriftReference.bundle(), folder.resolve("colors"), IfPresent.REFUSE);
    ProcessorSettings settings = settings(SecuredBroker.ADMIN, Map.of());
    List<NewTopic> topics = new ArrayList<>();
    settings.topics().all().forEach(n -> topics.add(topic(n, partitions)));
    settings.driftTopics().all().forEach(n -> topics.add(topic(n, partitions)));
    settings.labels().topics().all().forEach(n -> topics.add(topic(n, partitions)));
    settings.releases().topics().all().forEach(n -> topics.add(topic(n, 1)));
    admin.createTopics(topics).all().get();
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, partitions, (short) 1);
  }

  /** Gives rights, and waits until the broker goes by them: it says so a moment before. */
  void give(Collection<AclBinding> rights) throws Exception {
    admin.createAcls(rights).all().get();
    Eventually.holds(
        "the broker knows the rights",
        KNOWN_WITHIN,
        () -> admin.describeAcls(AclBindingFilter.ANY).values().get().containsAll(rights));
  }

  Path folder() {
    return folder;
  }

  Admin admin() {
    return admin;
  }

  /** What the broker has said. */
  String log() {
    return broker.log();
  }

  private Map<String, Object> clients(String user) {
    Map<String, Object> clients = new HashMap<>(broker.as(user));
    clients.put("bootstrap.servers", broker.bootstrap());
    return clients;
  }

  /** Of a processor that does everything, as this user, with more settings. */
  ProcessorSettings settings(String user, Map<String, String> more) throws Exception {
    Map<String, String> settings = new TreeMap<>();
    broker.as(user).forEach((name, value) -> settings.put("kafka." + name, value));
    settings.put("bootstrap", broker.bootstrap());
    settings.put("registry.url", registry.url().toString());
    settings.put("model.bundle", folder.resolve("colors").toString());
    settings.put("state.dir", folder.resolve("state-" + user).toString());
    settings.put("labels.enabled", "on");
    settings.put("labels.every", "1s");
    settings.put("tuning", "fixed");
    settings.put("lanes", "1");
    settings.put("memory.budget", "128MiB");
    settings.put("http.port", "0");
    settings.put("http.token", TOKEN);
    settings.putAll(more);
    return ProcessorSettings.load(null, Map.of(), settings);
  }

  /** Runs a command as this user. */
  CliRun run(String user, List<String> args) throws Exception {
    List<String> lines = new ArrayList<>();
    broker.as(user).forEach((name, value) -> lines.add(name + "=" + value));
    Path config = Files.write(folder.resolve(user + ".properties"), lines);
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("--bootstrap", broker.bootstrap()));
    all.addAll(List.of("--registry", registry.url().toString()));
    all.addAll(List.of("--client-config", config.toString()));
    return CliRun.of(all.toArray(String[]::new));
  }

  /** Runs a command that has to succeed, and gives what it prints. */
  String does(String user, String... args) throws Exception {
    CliRun run = run(user, List.of(args));
    if (run.code() != 0) {
      throw new AssertionError(user + " cannot " + List.of(args) + ": " + run.err());
    }
    return run.out();
  }

  /** Writes records, as who may do everything. */
  <T extends SpecificRecord> void send(String topic, Class<T> type, List<T> records, long time)
      throws Exception {
    try (SerdeFactory serdes =
            SerdeFactory.create(Map.of("schema.registry.url", registry.url().toString()));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                clients(SecuredBroker.ADMIN),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      AvroWriter<T> writer = serdes.writer(type, topic + "-value");
      for (T record : records) {
        producer.send(new ProducerRecord<>(topic, 0, time, null, writer.write(record))).get();
      }
    }
  }

  @Override
  public void close() throws IOException {
    admin.close(Duration.ZERO);
    registry.close();
    broker.close();
  }
}
