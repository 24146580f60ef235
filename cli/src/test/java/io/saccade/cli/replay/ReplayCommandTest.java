package io.saccade.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliRun;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReplayCommandTest {

  private static CliRun replay(String... options) {
    return CliRun.of(Stream.concat(Stream.of("replay"), Stream.of(options)).toArray(String[]::new));
  }

  private static void misused(CliRun run, String... said) {
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(said).doesNotContain("\tat ");
  }

  @Test
  void asksWhereToStart() {
    misused(replay("--model", "m"), "say where to start", "--from-offsets");
  }

  @Test
  void takesTimesOrOffsetsButNotBoth() {
    misused(replay("--from", "-2h", "--from-offsets", "0:1"), "not with --from or --to");
    misused(replay("--from", "-2h", "--to-offsets", "0:1"), "--to-offsets needs --from-offsets");
    misused(
        replay("--from-offsets", "0:1", "--to-offsets", "0:2,3:4"),
        "--to-offsets names partitions that --from-offsets does not: [3]");
  }

  @Test
  void saysWhatAMomentAndAnOffsetLookLike() {
    misused(replay("--from", "yesterday"), "-2h", "earliest", "yesterday");
    misused(replay("--from-offsets", "0-100"), "PARTITION:OFFSET", "0:100,1:250");
    misused(replay("--from-offsets", "0:1,0:2"), "named 0 twice");
  }

  @Test
  void needsAVersionToHoldAnotherAgainst() {
    misused(replay("--from", "earliest", "--against", "m"), "--against needs --model");
  }

  @Test
  void refusesALimitOfNothing() {
    misused(replay("--from", "earliest", "--limit", "0"), "--limit must be at least 1");
  }

  @Test
  void teachesRangesRepeatsAndProofInItsHelp() {
    CliRun help = replay("--help");

    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains("--from-offsets 0:100,1:250", "--deterministic", "--append", "saccade.replay")
        .contains("130:stopped by Ctrl-C".replace(":", "   "));
  }
}
