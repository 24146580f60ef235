package io.saccade.processor.bundles;

import static io.saccade.model.RefusalCode.MODEL_FORMAT;
import static io.saccade.model.RefusalCode.MODEL_LATENCY;
import static io.saccade.model.RefusalCode.MODEL_MEMORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.FileTree;
import io.saccade.model.Refusals;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.ImageLimits;
import io.saccade.processor.serving.GpuSettings;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.trial.Trial;
import io.saccade.processor.trial.TrialSettings;
import io.saccade.processor.trial.TrialSite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a model does to a process, it does to another than this one. */
@Timeout(60)
final class TrialTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final long MEMORY = 512L << 20;

  /** 190 MiB between two operators. */
  private static final double MUCH = 8.53;

  @TempDir private Path folder;

  @AfterEach
  void leavesNothingBehind() throws Exception {
    assertThat(ProcessHandle.current().children()).isEmpty();
    assertThat(left(ProcessHandle.current())).isEmpty();
  }

  @Test
  void letsASoundModelPassFromTheBytesThatWereHashed() throws Exception {
    Path place = new SpoiltBundle(folder.resolve("bundle")).path();
    Bundle bundle = Bundle.read(place);
    FileTree.delete(place);

    trial(LONG).require(bundle, LanePlan.cpu(2, 2));
  }

  @Test
  void refusesWhatEndsItsProcess() throws Exception {
    for (byte[] model :
        List.of(
            CrashingModels.dividing("Div"),
            CrashingModels.dividing("Mod"),
            CrashingModels.dividingAsItRuns())) {
      Refusals.of(() -> trial(LONG).require(bundle(model), LanePlan.cpu(2, 2)))
          .hasCode(MODEL_FORMAT)
          .saying("signal 8 (SIGFPE)");
    }
  }

  @Test
  void refusesWhatTakesMoreMemoryThanThereIs() throws Exception {
    for (double gigabyteAndMore : List.of(28 / 3d, 11d, 13d)) {
      Bundle bundle = bundle(CrashingModels.hiding(gigabyteAndMore));
      Refusals.of(() -> trial(LONG).require(bundle, LanePlan.cpu(2, 2))).hasCode(MODEL_MEMORY);
    }
  }

  @Test
  void refusesWhatTakesMoreMemoryThanThereIsInAsManyLanes() throws Exception {
    Bundle bundle = bundle(CrashingModels.hiding(MUCH));

    trial(LONG).require(bundle, LanePlan.cpu(1, 2));

    Refusals.of(() -> trial(LONG).require(bundle, LanePlan.cpu(16, 2)))
        .hasCode(MODEL_MEMORY)
        .saying("in 16 lanes");
  }

  @Test
  void endsWhatDoesNotEnd() throws Exception {
    Bundle bundle = bundle(CrashingModels.spinning());

    Refusals.of(() -> trial(Duration.ofSeconds(3)).require(bundle, LanePlan.cpu(2, 2)))
        .hasCode(MODEL_LATENCY)
        .saying("bundle.trial.deadline");
    Refusals.of(() -> trial(LONG, Duration.ofMillis(100)).require(bundle, LanePlan.cpu(2, 2)))
        .hasCode(MODEL_LATENCY)
        .saying("a batch did not end within 1300 ms");
  }

  @Test
  void triesNothingTwiceThatHasPassed() throws Exception {
    Trial trial = trial(LONG);
    trial.require(SpoiltBundle.sound(), LanePlan.cpu(2, 2));

    Thread.currentThread().interrupt();
    trial.require(SpoiltBundle.sound().withVersion("another"), LanePlan.cpu(2, 2));
    assertThatThrownBy(() -> trial.require(SpoiltBundle.sound(), LanePlan.cpu(2, 4)))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void keepsTheProcessThatWouldEndWithoutIt() throws Exception {
    Path place =
        new SpoiltBundle(folder.resolve("bundle")).model(CrashingModels.dividing("Div")).path();

    Process tried = UntriedProgram.start(place, true);
    Process untried = UntriedProgram.start(place, false);

    assertThat(output(tried)).contains(UntriedProgram.REFUSED + MODEL_FORMAT);
    assertThat(tried.waitFor()).isZero();
    assertThat(output(untried)).contains("SIGFPE").doesNotContain(UntriedProgram.REFUSED);
    assertThat(untried.waitFor()).isNotZero();
  }

  @Test
  void endsWithTheProcessThatWantedIt() throws Exception {
    Path place = new SpoiltBundle(folder.resolve("bundle")).model(CrashingModels.spinning()).path();
    Process program = UntriedProgram.start(place, true);
    assertThat(program.inputReader().readLine()).isEqualTo(UntriedProgram.LOADING);
    ProcessHandle trial = onlyChild(program);

    boolean unused = program.toHandle().destroyForcibly();

    assertThat(trial.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    assertThat(left(program.toHandle())).isEmpty();
  }

  private static ProcessHandle onlyChild(Process program) {
    while (program.isAlive()) {
      Optional<ProcessHandle> child = program.descendants().findFirst();
      if (child.isPresent()) {
        return child.get();
      }
    }
    throw new AssertionError("the program has ended by itself");
  }

  /** The folders of trials that a process has left behind. */
  private static List<Path> left(ProcessHandle process) throws Exception {
    String prefix = "saccade-trial-" + process.pid() + "-";
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private Bundle bundle(byte[] model) throws Exception {
    return Bundle.read(new SpoiltBundle(folder.resolve("bundle")).model(model).path());
  }

  private static String output(Process process) throws Exception {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Trial trial(Duration deadline) {
    return trial(deadline, Duration.ofSeconds(10));
  }

  private static Trial trial(Duration deadline, Duration longestRun) {
    return new Trial(
        new TrialSettings(true, deadline, OptionalLong.of(MEMORY)),
        new TrialSite(
            Placement.cpu("as the test wants it"),
            GpuSettings.defaults(),
            longestRun,
            ImageLimits.defaults()));
  }
}
