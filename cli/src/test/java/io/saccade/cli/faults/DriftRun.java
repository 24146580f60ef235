package io.saccade.cli.faults;

import io.saccade.cli.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The same images of a day, in one of the ways in which they may come: over so many partitions, in
 * this order, worked on by so many instances of which one may be killed.
 *
 * @param images their topic
 * @param partitions of it
 * @param seed of partitions and order
 * @param day when it began
 */
record DriftRun(Stage stage, String images, int partitions, long seed, Instant day) {

  static final int IMAGES = 4_500;

  static final int KEYS = 3;
  private static final int MORE = 300;
  private static final Duration SPAN = Duration.ofMinutes(23);
  // Within the grace, so that nothing comes late.
  private static final Duration DISORDER = Duration.ofSeconds(90);
  private static final Duration UNTIL_DONE = Duration.ofMinutes(3);
  // Whoever repeats a report does so at once.
  private static final Duration REPEATED_WITHIN = Duration.ofSeconds(3);
  private static final int MAX_MESSAGE_BYTES = 4 << 20;

  /** An image on its way. */
  @SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
  private record Sent(String key, long time, byte[] event) {}

  /** New images, to be published. */
  static DriftRun of(Stage stage, int partitions, long seed, Instant day) {
    return new DriftRun(stage, stage.images(), partitions, seed, day);
  }

  /** The same records once more, worked on by others. */
  DriftRun replay(Stage elsewhere) {
    return new DriftRun(elsewhere, images, partitions, seed, day);
  }

  /** The topic of reports. */
  String statistics() {
    return stage.name() + "-drift";
  }

  /** The topic of what operators accept. */
  String acceptances() {
    return stage.name() + "-acceptances";
  }

  /** The program, with what it needs to report on these images within the test's time. */
  SaccadeProgram program(Path folder) throws Exception {
    return SaccadeProgram.of(folder, "exactly_once_v2")
        .with("http.port", "0")
        .with("topics.images", images)
        .with("topics.create", "true")
        .with("topics.partitions", "3")
        .with("topics.drift.statistics", statistics())
        .with("topics.drift.deltas", stage.name() + "-deltas")
        .with("topics.drift.acceptances", acceptances())
        .with("drift.key", "event")
        .with("drift.min.samples", "50")
        .with("drift.idle", "10m")
        .with("drift.false.alarm.every", "P300D")
        .with("deterministic", "true");
  }

  /** What is done between the first images and the others. */
  interface Pause {

    void run() throws Exception;
  }

  /** Publishes all images; then in each partition an event that fails, and of a later day. */
  void publish() throws Exception {
    publish(() -> {});
  }

  /** The same, with a pause after half of the images. */
  void publish(Pause pause) throws Exception {
    try (Topics topics = Topics.connect(Map.of("bootstrap.servers", stage.bootstrap()))) {
      topics.create(images, partitions, MAX_MESSAGE_BYTES);
    }
    Random random = new Random(seed);
    List<Future<?>> sent = new ArrayList<>();
    try (EventLoad load = new EventLoad(stage, 1);
        KafkaProducer<String, byte[]> producer = producer()) {
      for (Sent image : order(load, random).values()) {
        sent.add(send(producer, random.nextInt(partitions), image));
        if (sent.size() == IMAGES / 2) {
          producer.flush();
          pause.run();
        }
      }
      for (int partition = 0; partition < partitions; partition++) {
        long later = day.plus(Duration.ofHours(26)).toEpochMilli();
        sent.add(send(producer, partition, new Sent("none", later, new byte[] {1})));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    }
  }

  /** Publishes one more window of one key, two days later, and an event that closes it. */
  void publishOneMore(String key) throws Exception {
    long time = day.plus(Duration.ofHours(50)).toEpochMilli();
    try (EventLoad load = new EventLoad(stage, 1);
        KafkaProducer<String, byte[]> producer = producer()) {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < MORE; i++) {
        sent.add(send(producer, 0, new Sent(key, time, load.event())));
      }
      long later = day.plus(Duration.ofHours(50).plusMinutes(10)).toEpochMilli();
      for (int partition = 0; partition < partitions; partition++) {
        sent.add(send(producer, partition, new Sent("none", later, new byte[] {1})));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stage.bootstrap(), "linger.ms", 5),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private Future<?> send(KafkaProducer<String, byte[]> producer, int partition, Sent image) {
    return producer.send(
        new ProducerRecord<>(images, partition, image.time(), image.key(), image.event()));
  }

  /** The images in the order in which they are sent. */
  private SortedMap<Long, Sent> order(EventLoad load, Random random) {
    SortedMap<Long, Sent> order = new TreeMap<>();
    for (int i = 0; i < IMAGES; i++) {
      long time = day.plus(SPAN.multipliedBy(i).dividedBy(IMAGES)).toEpochMilli();
      long turn = time + random.nextLong(DISORDER.toMillis());
      order.put(turn * IMAGES + i, new Sent("camera-" + i % KEYS, time, load.event()));
    }
    return order;
  }

  /** Whoever can be asked for the {@link #lag}. */
  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", stage.bootstrap()));
  }

  /** How many images, and events after them, the group has not committed. */
  long lag(Admin admin) throws Exception {
    Map<TopicPartition, Long> committed = new HashMap<>();
    admin
        .listConsumerGroupOffsets(stage.name())
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((at, offset) -> committed.put(at, offset == null ? 0 : offset.offset()));
    return admin
        .listOffsets(
            topicPartitions().stream()
                .collect(Collectors.toMap(at -> at, at -> OffsetSpec.latest())))
        .all()
        .get()
        .entrySet()
        .stream()
        .mapToLong(end -> end.getValue().offset() - committed.getOrDefault(end.getKey(), 0L))
        .sum();
  }

  /** How many records the changelogs of windows have. */
  long kept(Admin admin) throws Exception {
    List<String> changelogs =
        admin.listTopics().names().get().stream()
            .filter(topic -> topic.startsWith(stage.name() + "-drift"))
            .filter(topic -> topic.endsWith("-changelog"))
            .toList();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    admin
        .describeTopics(changelogs)
        .allTopicNames()
        .get()
        .forEach(
            (topic, of) ->
                of.partitions()
                    .forEach(
                        one ->
                            ends.put(
                                new TopicPartition(topic, one.partition()), OffsetSpec.latest())));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  /** Waits until all images are done. */
  void awaitDone(Fleet fleet) throws InterruptedException {
    try (Admin admin = admin()) {
      Eventually.holds(
          "all images are done",
          UNTIL_DONE,
          () -> {
            fleet.requireAlive();
            return lag(admin) == 0;
          });
    }
  }

  /** Waits until all images are done and so many reports there; the reports, by key, in order. */
  SortedMap<String, List<byte[]>> reports(Fleet fleet, int count) throws InterruptedException {
    awaitDone(fleet);
    return reports(count, UNTIL_DONE);
  }

  /** As many reports as asked for, or what there is in so long; and those that come after. */
  SortedMap<String, List<byte[]>> reports(int count, Duration within) {
    SortedMap<String, List<byte[]>> reports = new TreeMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stage.bootstrap(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(statistics()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long deadline = System.nanoTime() + within.toNanos();
      while (size(reports) < count && System.nanoTime() < deadline) {
        poll(consumer, Duration.ofMillis(200), reports);
      }
      poll(consumer, REPEATED_WITHIN, reports);
    }
    return reports;
  }

  private static void poll(
      KafkaConsumer<String, byte[]> consumer,
      Duration within,
      SortedMap<String, List<byte[]>> reports) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(within)) {
      reports.computeIfAbsent(record.key(), any -> new ArrayList<>()).add(record.value());
    }
  }

  /** Reports as texts, which can be compared. */
  static List<String> texts(SortedMap<String, List<byte[]>> reports) {
    List<String> texts = new ArrayList<>();
    reports.forEach(
        (key, values) ->
            values.forEach(
                value -> texts.add(key + " " + new String(value, StandardCharsets.ISO_8859_1))));
    return texts;
  }

  private static int size(SortedMap<String, List<byte[]>> reports) {
    return reports.values().stream().mapToInt(List::size).sum();
  }

  private List<TopicPartition> topicPartitions() {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> new TopicPartition(images, partition))
        .toList();
  }
}
