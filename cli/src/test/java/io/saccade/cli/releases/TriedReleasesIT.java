package io.saccade.cli.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.cli.CliRun;
import io.saccade.cli.faults.BrokerView;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.faults.Fleet;
import io.saccade.cli.faults.SandboxProcess;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.shapes.ColorModel;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.VersionStatus;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models that end whoever loads them, and of which nothing is to be seen before: a release of them
 * is refused, and what serves goes on.
 */
@ExtendWith(SharedSandbox.class)
final class TriedReleasesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** 32 GiB of floats, where one may be taken. */
  private static final double MANY = 1L << 33;

  private final SandboxProcess sandbox;
  @TempDir private Path folder;

  TriedReleasesIT(SandboxProcess sandbox) {
    this.sandbox = sandbox;
  }

  @Test
  void areRefusedByAProcessorThatGoesOnAndEndOneThatDoesNotTry() throws Exception {
    BundleVersion dividing = bundle("dividing", SpoiltModel.dividing(ColorModel.onnx()));
    ReleaseStage tried = ReleaseStage.in(sandbox, "tried");
    ReleaseStage untried = ReleaseStage.in(sandbox, "untried");
    try (BrokerView view = new BrokerView(tried.events());
        BrokerView other = new BrokerView(untried.events());
        Fleet fleet = fleet(tried, true);
        Fleet control = fleet(untried, false)) {
      tried.createTopics(view);
      untried.createTopics(other);
      CliProcess running = fleet.start(fleet.client(0));
      CliProcess naive = control.start(control.client(0));
      running.awaitLine("^running", PATIENCE);
      naive.awaitLine("^running", PATIENCE);
      try (Operator operator = new Operator(untried)) {
        Issued unused = operator.issue(dividing);
      }
      requireThatAllAreRefused(tried, fleet, dividing);
      Eventually.holds(
          "whoever does not try is ended by the model", PATIENCE, () -> !naive.isAlive());
      assertThat(naive.output()).contains("SIGFPE");
      requireThatTheNextStartsAllTheSame(tried, fleet, dividing);
    }
  }

  @Test
  void areToldByVerify() throws Exception {
    Path place = Path.of(bundle("verified", SpoiltModel.dividing(ColorModel.onnx())).getUri());

    CliRun verified = CliRun.of("model", "verify", place.toString());

    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.err()).startsWith("saccade: MODEL_FORMAT: ").contains("SIGFPE");
  }

  private void requireThatAllAreRefused(ReleaseStage stage, Fleet fleet, BundleVersion dividing)
      throws Exception {
    byte[] sound = ColorModel.onnx();
    try (StatusLog statuses = StatusLog.follow(stage);
        Operator operator = new Operator(stage)) {
      requireRefused(
          statuses, operator.issue(dividing), RefusalCode.MODEL_FORMAT, "signal 8 (SIGFPE)");
      requireRefused(
          statuses,
          operator.issue(bundle("hiding", SpoiltModel.hiding(sound, MANY))),
          RefusalCode.MODEL_MEMORY,
          "");
      requireRefused(
          statuses,
          operator.issue(bundle("spinning", SpoiltModel.spinning(sound, 4000, 5000))),
          RefusalCode.MODEL_LATENCY,
          "a batch did not end");
      fleet.requireAlive();
      ModelStatus unused =
          statuses.awaitServing(
              fleet.client(0), 0, operator.issue(bundle("sound", sound)), PATIENCE);
    }
  }

  /** What was refused stands in the topic still, and is what a new instance tries first. */
  private void requireThatTheNextStartsAllTheSame(
      ReleaseStage stage, Fleet fleet, BundleVersion dividing) throws Exception {
    try (Operator operator = new Operator(stage);
        StatusLog statuses = StatusLog.follow(stage)) {
      requireRefused(statuses, operator.issue(dividing), RefusalCode.MODEL_FORMAT, "SIGFPE");
    }
    fleet.start(fleet.client(1)).awaitLine("^running", PATIENCE);
    fleet.requireAlive();
  }

  private static void requireRefused(
      StatusLog statuses, Issued release, RefusalCode code, String saying) throws Exception {
    ModelStatus status = statuses.awaitRefused("tried-0", 0, release, PATIENCE);
    VersionStatus refused = Settled.refusal(status).orElseThrow();
    assertThat(refused.getCode()).as("%s", refused).isEqualTo(code.name());
    assertThat(refused.getMessage()).contains(saying);
    assertThat(Settled.serving(status)).isPresent();
  }

  private Fleet fleet(ReleaseStage stage, boolean trial) throws Exception {
    return new Fleet(
        stage.events(),
        stage
            .program(folder)
            .with("bundle.trial", String.valueOf(trial))
            .with("bundle.trial.memory", "1GiB")
            .with("record.deadline", "2s"),
        folder);
  }

  private BundleVersion bundle(String version, byte[] model) throws Exception {
    SpoiltFolder spoilt = SpoiltFolder.of(ColorModel.bundle(version), folder.resolve(version));
    spoilt.writeHashed("model.onnx", model);
    return Versions.named(Bundle.read(spoilt.folder()), spoilt.folder());
  }
}
