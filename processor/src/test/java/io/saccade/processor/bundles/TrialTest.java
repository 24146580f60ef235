package io.saccade.processor.bundles;

import static io.saccade.model.RefusalCode.MODEL_FORMAT;
import static io.saccade.model.RefusalCode.MODEL_LATENCY;
import static io.saccade.model.RefusalCode.MODEL_MEMORY;

import io.saccade.model.Refusals;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.ImageLimits;
import io.saccade.processor.serving.GpuSettings;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.trial.Trial;
import io.saccade.processor.trial.TrialSettings;
import io.saccade.processor.trial.TrialSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a model does to a process, it does to another than this one. */
@Timeout(60)
final class TrialTest {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void letsASoundModelPass() throws Exception {
    trial(DEADLINE).require(SpoiltBundle.sound(), LanePlan.cpu(2, 2));
  }

  @Test
  void refusesWhatEndsItsProcess() throws Exception {
    for (byte[] model :
        new byte[][] {
          CrashingModels.dividing("Div"),
          CrashingModels.dividing("Mod"),
          CrashingModels.dividingAsItRuns()
        }) {
      Refusals.of(() -> require(model, DEADLINE)).hasCode(MODEL_FORMAT).saying("signal 8 (SIGFPE)");
    }
  }

  @Test
  void refusesWhatTakesMoreMemoryThanThereIs() throws Exception {
    for (double power : new double[] {28 / 3d, 11, 13}) {
      Refusals.of(() -> require(CrashingModels.hiding(power), DEADLINE)).hasCode(MODEL_MEMORY);
    }
  }

  @Test
  void endsWhatDoesNot() throws Exception {
    Refusals.of(() -> require(CrashingModels.spinning(), Duration.ofSeconds(3)))
        .hasCode(MODEL_LATENCY)
        .saying("bundle.trial.deadline");
  }

  private void require(byte[] model, Duration deadline) throws Exception {
    Bundle bundle = Bundle.read(new SpoiltBundle(folder.resolve("bundle")).model(model).path());
    trial(deadline).require(bundle, LanePlan.cpu(2, 2));
  }

  private static Trial trial(Duration deadline) {
    return new Trial(
        new TrialSettings(true, deadline, OptionalLong.of(512L << 20)),
        new TrialSite(
            Placement.cpu("as the test wants it"),
            GpuSettings.defaults(),
            Duration.ofSeconds(10),
            ImageLimits.defaults()));
  }
}
