package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.cli.CliRun;
import io.saccade.cli.kafka.Topics;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.processor.telemetry.Metric;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.DriftReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reports on drift say the same to the last byte, however their images came and who was killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DriftReportsIT {

  private static final Duration START = Duration.ofSeconds(90);

  // Of each of three keys: five windows of five minutes, an hour's, and a day's.
  private static final int REPORTS = 21;

  private static final Duration LAST_SUMS = Duration.ofSeconds(8);

  // Three days ago, from midnight: the last events, fifty hours later, are never of the future.
  private final Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(3, ChronoUnit.DAYS);
  private final Path folder;
  private final SandboxProcess sandbox;

  DriftReportsIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    BundleWriter.write(DriftReference.bundle(), folder.resolve("bundle"), IfPresent.REFUSE);
    this.sandbox = SandboxProcess.start(folder);
  }

  @AfterAll
  void stopSandbox() {
    sandbox.close();
  }

  @Test
  void areTheSameThroughPartitionsOrderRestartsKillsAndReplay() throws Exception {
    DriftRun plain = DriftRun.of(sandbox.stage("plain"), 1, 1, day);
    SortedMap<String, List<byte[]>> expected = restarted(plain);
    assertThat(images(plain, expected)).isEqualTo(List.of(DriftRun.IMAGES, 0));
    explains(plain);
    takesWhatAnOperatorAccepts(plain);

    DriftRun killed = DriftRun.of(sandbox.stage("killed"), 6, 2, day);
    killed.publish();
    try (Fleet fleet = killed(killed, killed.program(folder))) {
      assertThat(DriftRun.texts(killed.reports(fleet, REPORTS)))
          .isEqualTo(DriftRun.texts(expected));
    }

    DriftRun replay = killed.replay(sandbox.stage("replay"));
    assertThat(DriftRun.texts(undisturbed(replay))).isEqualTo(DriftRun.texts(expected));
  }

  @Test
  void seesSumsThatAreSentBesideTheTransactionGoWrong() throws Exception {
    DriftRun run = DriftRun.of(sandbox.stage("naive"), 6, 3, day);
    run.publish();
    try (Topics topics = Topics.connect(Map.of("bootstrap.servers", run.stage().bootstrap()))) {
      topics.create(run.statistics(), 1, Map.of());
    }
    try (Fleet fleet = killed(run, DriftReportsIT::naive)) {
      run.awaitDone(fleet);
      long counted =
          run
              .reports(Integer.MAX_VALUE, LAST_SUMS)
              .getOrDefault(NaiveDrift.IMAGES, List.of())
              .stream()
              .mapToLong(sum -> ByteBuffer.wrap(sum).getLong())
              .sum();
      assertThat(counted).isPositive().isNotEqualTo(DriftRun.IMAGES + run.partitions());
    }
  }

  /** Whoever asks is told what the reports say. */
  private static void explains(DriftRun run) {
    CliRun show = drift(run, "show", "--key", "camera-1", "--scale", "1h");
    assertThat(show.code()).as(show.err()).isZero();
    assertThat(show.out())
        .startsWith("colors 1, key camera-1, windows of 1h")
        .contains("  real?     ", "  big?      ", "  hurts?    ");
    CliRun history = drift(run, "history", "--scale", "5m");
    assertThat(history.out().lines()).hasSize(1 + 5 * DriftRun.KEYS);
    CliRun fleet = drift(run, "fleet", "--scale", "5m");
    assertThat(fleet.out()).contains("colors 1, windows of 5m", "3 judged").contains("stand out  ");
    CliRun none = drift(run, "show", "--model", "another");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("there are no such reports", "model profile");
  }

  /** What is accepted counts in windows that are closed later, and says who accepted it and why. */
  private void takesWhatAnOperatorAccepts(DriftRun run) throws Exception {
    String[] where = {"--key", "camera-1", "--acceptances-topic", run.acceptances()};
    CliRun refused = drift(run, "accept", with(where, "--last", "4"));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("no window is accepted: 4 in an alarm", "--alarms");
    CliRun calm = drift(run, "accept", with(where, "--last", "60"));
    assertThat(calm.code()).as(calm.err()).isZero();
    assertThat(calm.out()).contains("accepted  1 windows of colors 1, key camera-1", "1 of 60");
    assertThat(calm.err()).contains("4 in an alarm");
    CliRun all = drift(run, "accept", with(where, "--last", "60", "--alarms", "--reason", "drawn"));
    assertThat(all.out()).contains("accepted  4 windows", "5 of 60", "gap  ");

    run.publishOneMore("camera-1");
    try (Fleet fleet = new Fleet(run.stage(), run.program(folder), folder)) {
      var unused = fleet.start(fleet.client(0));
      run.reports(fleet, REPORTS + 1);
    }
    assertThat(drift(run, "show", "--key", "camera-1", "--scale", "5m").out())
        .contains("burn-in   5 of 60 windows accepted", "gap  ");
  }

  private static String[] with(String[] first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static CliRun drift(DriftRun run, String what, String... more) {
    List<String> words = new ArrayList<>(List.of("drift", what, "--topic", run.statistics()));
    words.addAll(List.of("--bootstrap", run.stage().bootstrap()));
    words.addAll(List.of("--registry", run.stage().registry()));
    words.addAll(List.of(more));
    CliRun ran = CliRun.of(words.toArray(String[]::new));
    System.out.print(ran.out());
    return ran;
  }

  /** One instance, which is stopped amidst all windows, and another one that knows none of them. */
  private SortedMap<String, List<byte[]>> restarted(DriftRun run) throws Exception {
    try (Fleet fleet = new Fleet(run.stage(), run.program(folder), folder);
        Admin admin = run.admin()) {
      run.publish(
          () -> {
            var first = fleet.start(fleet.client(0));
            run.awaitDone(fleet);
            Eventually.holds("windows are kept", START, () -> run.kept(admin) > 0);
            fleet.stop(fleet.client(0), START);
            assertThat(first.isAlive()).isFalse();
            var second = fleet.start(fleet.client(1));
            assertThat(second.isAlive()).isTrue();
          });
      return run.reports(fleet, REPORTS);
    }
  }

  private SortedMap<String, List<byte[]>> undisturbed(DriftRun run) throws Exception {
    try (Fleet fleet = new Fleet(run.stage(), run.program(folder), folder)) {
      CliProcess process = fleet.start(fleet.client(0));
      SortedMap<String, List<byte[]>> reports = run.reports(fleet, REPORTS);
      requireMetrics(Scrape.of(Scrape.address(process)));
      return reports;
    }
  }

  /** Whoever scrapes the instance that adds all up sees every window, and how the streams stand. */
  private static void requireMetrics(Scrape scrape) {
    assertThat(scrape.unknown()).isEmpty();
    assertThat(scrape.present())
        .contains(Metric.DRIFT_P, Metric.DRIFT_ALARM, Metric.DRIFT_ALARMS, Metric.DRIFT_WINDOWS);
    assertThat(scrape.sum("saccade_drift_windows_total")).isEqualTo(REPORTS);
    assertThat(scrape.of("saccade_drift_alarm", "key", "camera-1", "scope", "PT5M")).hasSize(1);
    assertThat(scrape.sum("saccade_drift_alarms_total", "key", "camera-1")).isPositive();
  }

  /** Two instances, of which one was killed in the middle of its work and has come back. */
  private Fleet killed(DriftRun run, Program program) throws Exception {
    Fleet fleet = new Fleet(run.stage(), program, folder);
    boolean struck = false;
    try (Admin admin = run.admin()) {
      for (int i = 0; i < 2; i++) {
        var unused = fleet.start(fleet.client(i));
      }
      Eventually.holds(
          "some images are done",
          START,
          () -> {
            fleet.requireAlive();
            return run.lag(admin) < DriftRun.IMAGES;
          });
      fleet.kill(fleet.client(0));
      assertThat(run.lag(admin)).as("images left at the kill").isPositive();
      var unused = fleet.start(fleet.client(0));
      struck = true;
      return fleet;
    } finally {
      if (!struck) {
        fleet.close();
      }
    }
  }

  private static CliProcess naive(Stage stage, String client, Path folder, Path output)
      throws IOException {
    return CliProcess.startMain(
        output,
        SaccadeProgram.JVM,
        Map.of(),
        NaiveDrift.class.getName(),
        List.of(
            stage.bootstrap(),
            stage.name(),
            client,
            stage.images(),
            stage.name() + "-drift",
            folder.resolve("state").toString()));
  }

  /** How many images are in windows of five minutes, and how many came late. */
  private static List<Integer> images(DriftRun run, SortedMap<String, List<byte[]>> reports)
      throws Exception {
    long images = 0;
    long late = 0;
    try (SerdeFactory serdes =
        SerdeFactory.create(Map.of("schema.registry.url", run.stage().registry()))) {
      AvroReader<DriftReport> reader = serdes.reader(DriftReport.class);
      List<byte[]> all = new ArrayList<>();
      reports.values().forEach(all::addAll);
      for (byte[] value : all) {
        DriftReport report = reader.read(ByteBuffer.wrap(value));
        images += report.getScale().equals("PT5M") ? report.getImages() : 0;
        late += report.getLate();
      }
    }
    return List.of(Math.toIntExact(images), Math.toIntExact(late));
  }
}
