package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.cli.registry.ApicurioRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly once against a registry that others have made. */
final class ApicurioKillIT {

  private static final int EVENTS = 8_000;
  private static final int KILLS = 3;
  private static final long SEED = 20_261_122;

  @Test
  void losesAndRepeatsNothingWithAnotherRegistry(@TempDir Path folder) throws Exception {
    assumeTrue(ApicurioRegistry.isUnpacked(), "Apicurio Registry is not unpacked; run Maven");
    try (SandboxProcess sandbox = SandboxProcess.start(folder);
        ApicurioRegistry registry = ApicurioRegistry.start()) {
      Stage stage = new Stage("apicurio", sandbox.bootstrap(), registry.url().toString());
      SaccadeProgram program = SaccadeProgram.of(folder, "exactly_once_v2");
      KillRun run = new KillRun(stage, program, new KillRun.Plan(EVENTS, KILLS, 0, 0, SEED));

      KillRun.Result result = run.run(folder);

      System.out.println(result.summary(run));
      assertThat(result.lags()).hasSize(KILLS).allMatch(lag -> lag > 0);
      assertThat(result.live().exactlyOnce()).as("live: %s", result.live()).isTrue();
      assertThat(result.live().outputsOf(stage.failures())).isZero();
      assertThat(result.live().inputs()).isEqualTo(EVENTS);
      assertThat(result.afterwards()).isEqualTo(result.live());
    }
  }
}
