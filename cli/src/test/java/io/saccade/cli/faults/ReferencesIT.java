package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.cli.CliProcess;
import io.saccade.cli.CliRun;
import io.saccade.cli.docs.PageCommands;
import io.saccade.processor.bundles.S3Server;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.Prediction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events that refer to their images, whatever becomes of who has the images. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReferencesIT {

  private static final int WAVE = Integer.getInteger("faults.references.events", 24);
  private static final int KILLS = Integer.getInteger("faults.references.kills", 1);
  private static final Duration DOWN =
      Duration.ofSeconds(Integer.getInteger("faults.references.down", 1));
  private static final long SEED = 20_261_124;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What the processors under test allow for one image, and what the specification adds. */
  private static final Duration DEADLINE = ReferenceStage.DEADLINE;

  private static final Duration MORE = Duration.ofSeconds(2);

  private final Path folder;
  private final ReferenceStage stage;
  // Both start while the first test has yet to begin.
  private final SoleInstance mended;
  private final SoleInstance killed;

  ReferencesIT(@TempDir Path folder) throws Exception {
    assumeTrue(S3Server.isThere(), "S3Proxy is put there by Maven, before the integration tests");
    this.folder = folder;
    this.stage = new ReferenceStage(folder);
    this.mended = new SoleInstance(stage.stage("mended"), stage.program(), folder);
    this.killed = new SoleInstance(stage.stage("killed"), stage.program(), folder);
  }

  @AfterAll
  void stop() {
    mended.close();
    killed.close();
    stage.close();
  }

  @Test
  void predictsWhatTheSameImagesByValueGetFailsTheRestAndMendsItByAReplay() throws Exception {
    BadReferences bad = BadReferences.of(stage);
    Stage at = mended.stage();
    int good = 4 * ReferenceStage.IMAGES;
    publishAsThePageShows(at);
    mended.awaitOutputs(good);
    Map<Coordinates, BadReferences.Bad> sent = send(at, bad);
    good++; // Behind the one that stalls.
    mended.awaitOutputs(good + sent.size());

    requireTheSameLabels(at);
    requireCodes(at, sent);

    bad.mend();
    List<String> replay =
        PageCommands.of("references").beginning("failures replay", Map.of()).get(0);
    CliRun replayed =
        new FailureDesk(at).run(replay.subList(1, replay.size()).toArray(String[]::new));
    assertThat(replayed.code()).as(replayed.err()).isZero();
    mended.awaitOutputs(good + sent.size() + bad.mended());

    Verdict verdict = mended.verdict();
    Map<String, Long> predicted = new FailureDesk(at).links(at.predictions());
    System.out.printf("references: replayed=%d %s%n", predicted.size(), verdict);
    assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
    assertThat(verdict.outputsOf(at.predictions())).isEqualTo(good + bad.mended());
    assertThat(predicted).hasSize((int) bad.mended());
    assertThat(predicted.values()).as("predicted once").containsOnly(1L);
  }

  @Test
  void outlivesHostsThatAreAwayAndKillsAmidFetchesWhereANaiveConsumerLosesEvents()
      throws Exception {
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      Future<Verdict> naive = beside.submit(this::killNaively);
      waitOutAnOutage();
      for (int kill = 1; kill <= KILLS; kill++) {
        killAmidFetches((1 + kill) * WAVE);
      }

      Verdict verdict = killed.verdict();
      Verdict control = naive.get();
      System.out.printf("away and killed: %s; naive: %s%n", verdict, control);
      evidence("images by reference", verdict).save();
      evidence("naive, images by reference", control).save();
      assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
      assertThat(verdict.outputsOf(killed.stage().predictions())).isEqualTo((1L + KILLS) * WAVE);
      assertThat(control.inputs()).isEqualTo(2L * WAVE);
      assertThat(control.lost()).as("%s", control).isPositive();
    } finally {
      beside.shutdownNow();
    }
  }

  private Evidence evidence(String part, Verdict verdict) {
    return Evidence.of("exactly-once")
        .part(part)
        .figure("kills amid fetches", KILLS)
        .figure("host away for s", DOWN.toSeconds())
        .figures(verdict)
        .seed(SEED);
  }

  /** By value, from the folder, from the host and from the bucket. */
  private void publishAsThePageShows(Stage at) throws Exception {
    Map<String, String> stands =
        Map.of(
            "https://images.example.com", "https://" + stage.host().name(),
            "photographs/", stage.images().resolve(ReferenceStage.PHOTOGRAPHS) + "/");
    List<List<String>> shown = PageCommands.of("references").beginning("publish", stands);
    assertThat(shown).as("by value, and from three places").hasSize(4);
    for (List<String> command : shown) {
      List<String> args = new ArrayList<>(command);
      args.addAll(List.of("--topic", at.images(), "--bootstrap", at.bootstrap()));
      args.addAll(List.of("--registry", at.registry()));
      CliRun published = CliRun.of(args.toArray(String[]::new));
      assertThat(published.code()).as(published.err()).isZero();
    }
  }

  /** Sends them, the one that stalls last; a good event behind it shows when it has ended. */
  private static Map<Coordinates, BadReferences.Bad> send(Stage at, BadReferences bad)
      throws Exception {
    Map<Coordinates, BadReferences.Bad> sent = new HashMap<>();
    try (EventLoad load = new EventLoad(at, SEED);
        PredictionGaps seen = PredictionGaps.start(at, IsolationLevel.READ_COMMITTED)) {
      for (BadReferences.Bad one : bad.all()) {
        RecordMetadata to = load.send("one", load.event(one.reference())).get();
        sent.put(new Coordinates(to.topic(), to.partition(), to.offset()), one);
      }
      long began = System.nanoTime();
      RecordMetadata next = load.send("one", load.event()).get();
      Map<TopicPartition, Long> all =
          Map.of(new TopicPartition(next.topic(), next.partition()), next.offset() + 1);
      Eventually.holds("what stalls has ended", PATIENCE, () -> seen.isPast(all));
      requireEndInTime(Duration.ofNanos(System.nanoTime() - began));
    }
    return sent;
  }

  private static void requireTheSameLabels(Stage at) throws Exception {
    Map<String, List<Object>> labels = new HashMap<>();
    try (SerdeFactory serdes = SerdeFactory.create(Map.of("schema.registry.url", at.registry()))) {
      AvroReader<Prediction> reader = serdes.reader(Prediction.class);
      for (ConsumerRecord<byte[], byte[]> record : Reading.all(at, at.predictions())) {
        Prediction prediction = reader.read(record.value());
        String[] id = prediction.getEventId().split("-", 3);
        if (id.length == 3) { // Of a file.
          labels.computeIfAbsent(id[2], any -> new ArrayList<>()).add(prediction.getLabels());
        }
      }
    }
    assertThat(labels).hasSize(ReferenceStage.IMAGES);
    labels.forEach(
        (file, all) -> assertThat(all).as(file).hasSize(4).allMatch(one -> one.equals(all.get(0))));
  }

  private static void requireCodes(Stage at, Map<Coordinates, BadReferences.Bad> sent) {
    Map<String, String> codes = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> failure : Reading.all(at, at.failures())) {
      codes.put(
          Verifier.source(failure).toString(), Verifier.header(failure, "saccade.error.code"));
    }
    Map<String, String> expected = new HashMap<>();
    sent.forEach((where, bad) -> expected.put(where.toString(), bad.code().name()));
    assertThat(codes).isEqualTo(expected);
  }

  /** Who stalls for ever holds up nothing beyond the time that one image may take. */
  private static void requireEndInTime(Duration took) throws Exception {
    System.out.println("a host stalled for ever: its event ended after " + took);
    Evidence.of("slow-record")
        .part("the host of an image stalls")
        .figure("deadline s", DEADLINE.toMillis() / 1e3)
        .figure("stalled for ever: ended after s", took.toMillis() / 1e3)
        .save();
    assertThat(took).isLessThan(DEADLINE.plus(MORE));
  }

  private void waitOutAnOutage() throws Exception {
    stage.host().goAway();
    publish(killed.stage(), stage.host());
    CliProcess processor = killed.process();
    Eventually.holds(
        "events wait for their host",
        PATIENCE,
        () -> Scrape.of(Scrape.address(processor)).sum("saccade_fetch_paused_hosts") == 1);
    long until = System.nanoTime() + DOWN.toNanos();
    Eventually.holds("time passes", DOWN.plus(PATIENCE), () -> System.nanoTime() > until);
    assertThat(killed.outputs()).isZero();
    stage.host().comeBack();
    killed.awaitOutputs(WAVE);
  }

  private void killAmidFetches(int outputs) throws Exception {
    stage.host().hold();
    publish(killed.stage(), stage.host());
    Eventually.holds("several are fetched", PATIENCE, () -> stage.host().waiting() > 1);
    assertThat(killed.lag()).isEqualTo(WAVE);
    killed.kill();
    stage.host().letGo();
    killed.restart();
    killed.awaitOutputs(outputs);
  }

  /** The negative control: a consumer that commits before it fetches is killed as well. */
  private Verdict killNaively() throws Exception {
    try (ImageHost host = stage.host(stage.images());
        SoleInstance run =
            new SoleInstance(stage.stage("naive-references"), stage.naive(), folder)) {
      host.hold();
      publish(run.stage(), host);
      Eventually.holds("it fetches", PATIENCE, () -> host.waiting() > 0);
      run.kill();
      host.letGo();
      run.restart();
      publish(run.stage(), host);
      run.awaitOutputs(WAVE);
      return run.verdict();
    }
  }

  private void publish(Stage at, ImageHost host) throws Exception {
    try (EventLoad load = new EventLoad(at, SEED)) {
      for (int i = 0; i < WAVE; i++) {
        String uri = stage.served(host, i);
        load.send(load.key(), load.event(stage.reference(uri, i))).get();
      }
    }
  }
}
