package io.saccade.bench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

final class PythonProgramTest {

  @Test
  void saysThatThereIsNoSuchPython() {
    PythonProgram.MissingException missing =
        catchThrowableOfType(
            PythonProgram.MissingException.class, () -> PythonProgram.found("no-such-python"));

    assertThat(missing)
        .hasMessageContaining("no-such-python cannot import PyTorch (it cannot be started)")
        .hasMessageContaining("--python");
  }

  @Test
  void saysWhatTheProgramSaidInstead() {
    PythonProgram.MissingException missing =
        catchThrowableOfType(
            PythonProgram.MissingException.class, () -> PythonProgram.found("false"));

    assertThat(missing).hasMessageContaining("(no word)");
  }
}
