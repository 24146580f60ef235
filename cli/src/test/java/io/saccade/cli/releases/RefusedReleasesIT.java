package io.saccade.cli.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliRun;
import io.saccade.cli.faults.BrokerView;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.faults.Fleet;
import io.saccade.cli.faults.SaccadeProgram;
import io.saccade.cli.faults.SandboxProcess;
import io.saccade.cli.faults.Verdict;
import io.saccade.cli.faults.Verifier;
import io.saccade.cli.releases.StrangersBundles.Stranger;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleSignature;
import io.saccade.model.bundle.KeyFiles;
import io.saccade.model.shapes.ColorModel;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.ModelStatus;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is refused, and why: what served before serves on, and the operator is told. */
@ExtendWith(SharedSandbox.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusedReleasesIT {

  private static final long SEED = 20_261_129;
  private static final int BACKLOG = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Predictions by which the quiet rate is measured. */
  private static final int QUIET = 2_000;

  private final KeyPair keys = KeyFiles.generate();
  private final Path folder;
  private final Path publicKey;
  private final ReleaseStage stage;
  private final BrokerView broker;
  private final Fleet fleet;

  RefusedReleasesIT(SandboxProcess sandbox, @TempDir Path folder) throws Exception {
    this.folder = folder;
    this.publicKey = folder.resolve("key.pub");
    KeyFiles.write(keys.getPublic(), publicKey);
    this.stage = ReleaseStage.in(sandbox, "refusals");
    this.broker = new BrokerView(stage.events());
    this.fleet =
        new Fleet(
            stage.events(),
            stage
                .program(folder)
                .with("model.bundle", signed(ColorModel.bundle("start")).getUri())
                .with("bundle.trial", "true")
                .with("bundle.keys", publicKey.toString())
                .with("batch.size", "4")
                .with("record.deadline", "2s"),
            folder);
  }

  @BeforeAll
  void start() throws Exception {
    stage.createTopics(broker);
    fleet.start(fleet.client(0)).awaitLine("^running", PATIENCE);
  }

  @AfterAll
  void stop() {
    fleet.close();
    broker.close();
  }

  @Test
  void everyCodeLeavesWhatServesAsItIs() throws Exception {
    try (StatusLog statuses = StatusLog.follow(stage);
        AnswerLog answers = AnswerLog.follow(stage);
        Operator operator = new Operator(stage)) {
      BundleVersion sound = signed(ColorModel.bundle("sound"));
      ModelStatus unused =
          statuses.awaitServing(fleet.client(0), 0, operator.issue(sound), PATIENCE);
      Eventually.holds("nothing is left to do", PATIENCE, () -> broker.lag() == 0);
      int first = answers.size();
      Map<RefusalCode, RefusalCode> seen = new EnumMap<>(RefusalCode.class);
      try (Traffic traffic = Traffic.start(stage.events(), broker, SEED, BACKLOG)) {
        Rate quiet = Rate.start(answers);
        answers.await(first + QUIET, PATIENCE);
        double before = quiet.perSecond();
        Rate refusing = Rate.start(answers);
        for (Map.Entry<RefusalCode, BundleVersion> one : oneOfEach(sound).entrySet()) {
          seen.put(one.getKey(), refusal(statuses, operator.issue(one.getValue()), sound));
        }
        double meanwhile = refusing.perSecond();
        System.out.printf(
            Locale.ROOT,
            "refusals: %d codes; predictions a second quiet=%.0f, while refusing=%.0f%n",
            seen.size(),
            before,
            meanwhile);
        long published = traffic.stop();
        assertThat(published).isPositive();
      }
      seen.forEach((wanted, code) -> assertThat(code).isEqualTo(wanted));
      requireAnsweredBy(sound, answers, first);
    }
  }

  @Test
  void strangersAreToldByEveryCommand() throws Exception {
    List<Stranger> strangers =
        StrangersBundles.make(folder.resolve("strangers"), keys.getPrivate());
    assertThat(strangers).hasSizeGreaterThanOrEqualTo(20);
    List<String> wrong = new ArrayList<>();
    for (Stranger stranger : strangers) {
      for (CliRun run : List.of(verify(stranger.place()), release(stranger.place()))) {
        if (run.code() != 1
            || !run.err().contains(stranger.code() + ": ")
            || run.err().contains("\tat ")
            || run.err().contains("bug in saccade")) {
          wrong.add(stranger + " ended with " + run);
        }
      }
    }
    System.out.printf("strangers: %d bundles through two commands%n", strangers.size());
    assertThat(wrong).isEmpty();

    Path sound = Path.of(signed(ColorModel.bundle("strangers-control")).getUri());
    assertThat(verify(sound).code()).isZero();
    CliRun released = release(sound);
    assertThat(released.code()).as("%s", released).isZero();
  }

  @Test
  void aDeviceThatIsNotThereIsNoReasonToEnd(SandboxProcess sandbox) throws Exception {
    ReleaseStage other = ReleaseStage.in(sandbox, "device");
    SaccadeProgram program =
        other
            .program(folder)
            .with("model.bundle", "")
            .with("model.name", ReleaseStage.MODEL)
            .with("device", "cuda:63");
    try (BrokerView view = new BrokerView(other.events());
        Fleet instances = new Fleet(other.events(), program, folder)) {
      other.createTopics(view);
      try (StatusLog statuses = StatusLog.follow(other);
          Operator operator = new Operator(other)) {
        instances.start(instances.client(0));
        Issued release = operator.issue(signed(ColorModel.bundle("device")));
        ModelStatus status = statuses.awaitRefused(instances.client(0), 0, release, PATIENCE);
        assertThat(Settled.refusal(status).orElseThrow().getCode())
            .isEqualTo(RefusalCode.MODEL_DEVICE.name());
        instances.requireAlive();
      }
    }
  }

  /** A bundle for each code, but for that of a device. */
  private Map<RefusalCode, BundleVersion> oneOfEach(BundleVersion sound) throws Exception {
    Map<RefusalCode, BundleVersion> each = new EnumMap<>(RefusalCode.class);
    for (Stranger stranger :
        StrangersBundles.make(folder.resolve("one-of-each"), keys.getPrivate())) {
      each.put(stranger.code(), named(stranger.place(), ""));
    }
    each.put(RefusalCode.BUNDLE_PATH, named(folder.resolveSibling("elsewhere"), ""));
    each.put(RefusalCode.BUNDLE_HASH, named(Path.of(sound.getUri()), "0".repeat(64)));
    each.put(RefusalCode.MODEL_LATENCY, signed(SlowModel.bundle("sluggish", 256, 16)));
    assertThat(each.keySet()).isEqualTo(EnumSet.complementOf(EnumSet.of(RefusalCode.MODEL_DEVICE)));
    return each;
  }

  private RefusalCode refusal(StatusLog statuses, Issued release, BundleVersion serving)
      throws Exception {
    ModelStatus status = statuses.awaitRefused(fleet.client(0), 0, release, PATIENCE);
    fleet.requireAlive();
    assertThat(Settled.serving(status)).contains(serving.getSha256());
    return RefusalCode.valueOf(Settled.refusal(status).orElseThrow().getCode());
  }

  private void requireAnsweredBy(BundleVersion sound, AnswerLog answers, int first)
      throws Exception {
    Eventually.holds("every event is committed", PATIENCE, () -> broker.lag() == 0);
    Verdict verdict = Verifier.judge(stage.events(), broker, PATIENCE);
    assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
    List<Answer> all = answers.await((int) verdict.inputs(), PATIENCE);
    assertThat(all.subList(first, all.size()))
        .isNotEmpty()
        .allMatch(answer -> answer.sha256().equals(sound.getSha256()));
  }

  private CliRun verify(Path bundle) {
    // The processor tries what is released; that verify does too is seen elsewhere.
    return CliRun.of(
        "model", "verify", "--no-trial", "--public-key", publicKey.toString(), bundle.toString());
  }

  private CliRun release(Path bundle) {
    return CliRun.of(
        "release",
        "set",
        "--model",
        ReleaseStage.MODEL,
        "--bundle",
        bundle.toString(),
        "--bootstrap",
        stage.events().bootstrap(),
        "--registry",
        stage.events().registry(),
        "--releases-topic",
        stage.topics().releases(),
        "--status-topic",
        stage.topics().status(),
        "--timeout",
        "60");
  }

  /** Writes a bundle that is signed. */
  private BundleVersion signed(Bundle bundle) throws Exception {
    return new Versions(folder.resolve("versions"))
        .write(BundleSignature.sign(bundle, keys.getPrivate()));
  }

  private static BundleVersion named(Path place, String sha256) {
    return new BundleVersion("any", place.toString(), sha256);
  }
}
