package io.saccade.cli.release;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.LabelPair;
import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.ShadowAgreement;
import io.saccade.schemas.avro.VersionState;
import io.saccade.schemas.avro.VersionStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Plays an instance of the processor: a member of its group that follows releases and reports, as
 * if it loaded what they name. A version called {@code bad} is refused, one called {@code stuck}
 * never loaded.
 */
final class FakeInstance implements AutoCloseable {

  static final String BAD = "bad";

  /** A version that never comes further than loading. */
  static final String STUCK = "stuck";

  private static final Duration POLL = Duration.ofMillis(20);

  /** What it serves before any release. */
  record ServedFrom(String model, String version) {}

  private final String name;
  private final String model;
  private final Map<String, Object> clients;
  private final AvroReader<ModelRelease> reader;
  private final AvroWriter<ModelStatus> writer;
  private final Thread thread;
  private final CountDownLatch joined = new CountDownLatch(1);
  private volatile boolean ended;
  private List<VersionStatus> serving;

  private FakeInstance(String name, ServedFrom start, String bootstrap, SerdeFactory serdes)
      throws SchemaException {
    this.name = name;
    this.model = start.model();
    BundleVersion first = new BundleVersion(start.version(), "/models/start", "0".repeat(64));
    this.serving = List.of(version(Role.PRIMARY, first, VersionState.SERVING));
    this.clients = Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest");
    this.reader = serdes.reader(ModelRelease.class);
    this.writer = serdes.writer(ModelStatus.class, "model-status-value");
    this.thread = new Thread(this::live, "fake-" + name);
  }

  /** Starts one, and waits until it is a member of its group. */
  static FakeInstance start(String name, ServedFrom start, String bootstrap, SerdeFactory serdes)
      throws SchemaException, InterruptedException {
    FakeInstance instance = new FakeInstance(name, start, bootstrap, serdes);
    instance.thread.start();
    if (!instance.joined.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError(name + " has not joined its group");
    }
    return instance;
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void live() {
    try (KafkaConsumer<byte[], byte[]> member = member();
        KafkaConsumer<byte[], byte[]> releases = releases();
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
      report(producer, null, -1, serving, List.of());
      while (!ended) {
        member.poll(POLL);
        if (!member.assignment().isEmpty()) {
          joined.countDown();
        }
        for (ConsumerRecord<byte[], byte[]> message : releases.poll(POLL)) {
          ModelRelease release = reader.read(message.value());
          if (release.getModel().equals(model)) {
            follow(producer, release, message.offset());
          }
        }
      }
    } catch (SchemaException e) {
      throw new AssertionError(e);
    }
  }

  private void follow(KafkaProducer<byte[], byte[]> producer, ModelRelease release, long offset) {
    for (VersionState state : List.of(VersionState.LOADING, VersionState.WARMING)) {
      List<VersionStatus> versions = new ArrayList<>(serving);
      versions.addAll(named(release, state));
      report(producer, release, offset, versions, List.of());
    }
    if (release.getPrimary().getVersion().equals(STUCK)) {
      return;
    }
    List<VersionStatus> ready = named(release, VersionState.SERVING);
    List<VersionStatus> bad =
        ready.stream().filter(version -> version.getVersion().equals(BAD)).toList();
    if (bad.isEmpty()) {
      serving = ready;
      report(
          producer,
          release,
          offset,
          ready,
          List.of(new FirstOffset("images", 0, 100 * offset, -1, null)));
    } else {
      List<VersionStatus> versions = new ArrayList<>(serving);
      bad.forEach(version -> versions.add(refused(version)));
      report(producer, release, offset, versions, List.of());
    }
  }

  private void report(
      KafkaProducer<byte[], byte[]> producer,
      @Nullable ModelRelease release,
      long offset,
      List<VersionStatus> versions,
      List<FirstOffset> firsts) {
    boolean shadowed =
        versions.stream()
            .anyMatch(v -> v.getRole() == Role.SHADOW && v.getState() == VersionState.SERVING);
    ModelStatus status =
        ModelStatus.newBuilder()
            .setModel(model)
            .setInstance(name)
            .setGroup("fakes-of-" + model)
            .setReleaseOffset(offset)
            .setEpoch(release == null ? 0 : release.getEpoch())
            .setIssuedAt(release == null ? null : release.getIssuedAt())
            .setIssuedBy(release == null ? "" : release.getIssuedBy())
            .setReason(release == null ? "" : release.getReason())
            .setAt(Instant.now())
            .setVersions(versions)
            .setFirstOffsets(firsts)
            .setAgreement(shadowed ? agreement() : null)
            .build();
    byte[] key = (model + "/" + name).getBytes(StandardCharsets.UTF_8);
    try {
      producer.send(new ProducerRecord<>("model-status", key, writer.write(status))).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static ShadowAgreement agreement() {
    return new ShadowAgreement(
        200L,
        190L,
        7L,
        0L,
        List.of(
            new LabelPair("cat", "cat", 150L),
            new LabelPair("dog", "dog", 40L),
            new LabelPair("cat", "dog", 10L)));
  }

  private static List<VersionStatus> named(ModelRelease release, VersionState state) {
    List<VersionStatus> named = new ArrayList<>();
    named.add(version(Role.PRIMARY, release.getPrimary(), state));
    CanaryVersion canary = release.getCanary();
    if (canary != null) {
      named.add(version(Role.CANARY, canary.getBundle(), canary.getPercent(), state));
    }
    if (release.getShadow() != null) {
      named.add(version(Role.SHADOW, release.getShadow(), state));
    }
    return named;
  }

  private static VersionStatus version(Role role, BundleVersion bundle, VersionState state) {
    return version(role, bundle, null, state);
  }

  private static VersionStatus version(
      Role role, BundleVersion bundle, @Nullable Double percent, VersionState state) {
    String found = "%064x".formatted(bundle.getUri().hashCode());
    String hash = bundle.getSha256().isEmpty() ? found : bundle.getSha256();
    return new VersionStatus(
        role, bundle.getVersion(), bundle.getUri(), hash, percent, state, null, null, "cpu");
  }

  private static VersionStatus refused(VersionStatus version) {
    return new VersionStatus(
        version.getRole(),
        version.getVersion(),
        version.getUri(),
        version.getSha256(),
        version.getPercent(),
        VersionState.REFUSED,
        "MODEL_GOLDEN",
        "golden image cat.jpg: the first label is dog, expected cat",
        null);
  }

  private KafkaConsumer<byte[], byte[]> member() {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put("group.id", "fakes-of-" + model);
    settings.put("client.id", name + "-StreamThread-1-consumer");
    KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    member.subscribe(List.of("images"));
    return member;
  }

  private KafkaConsumer<byte[], byte[]> releases() {
    KafkaConsumer<byte[], byte[]> releases =
        new KafkaConsumer<>(clients, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> only = List.of(new TopicPartition("model-releases", 0));
    releases.assign(only);
    releases.seekToBeginning(only);
    return releases;
  }
}
