package io.saccade.processor.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.RefusalCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SaidTest {

  @Test
  void isReadAsItWasSaid() {
    for (Said said :
        List.of(
            Said.Step.LOADS,
            Said.Step.RUNS,
            new Said.Passed(1L << 40, 0, Duration.ofMillis(1234)),
            new Said.Refused(RefusalCode.MODEL_SHAPES, "a sentence: of – any letters"))) {
      assertThat(Said.read(said.toString())).contains(said);
    }
  }

  @Test
  void knowsWhatTheJvmSaysOfASignal() {
    assertThat(Said.read("#  SIGFPE (0x8) at pc=0x00007f2a, pid=71, tid=72"))
        .contains(new Said.Crashed("SIGFPE", 8));
    assertThat(Said.read("#  SIGSEGV (0xb) at pc=0x00007f2a, pid=71, tid=72"))
        .contains(new Said.Crashed("SIGSEGV", 11));
  }

  @Test
  void takesNoOtherLineForItsOwn() {
    for (String line :
        List.of(
            "",
            "begun",
            "saccade-trial passed",
            "saccade-trial passed 1 -2 3",
            "saccade-trial refused EVERYTHING at once",
            "a SIGFPE (0x8) elsewhere",
            "saccade-trial passed 99999999999999999999 0 0")) {
      assertThat(Said.read(line)).as(line).isEmpty();
    }
  }
}
