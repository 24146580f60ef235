package io.saccade.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.cli.registry.RegistryEvent.Deleted;
import io.saccade.cli.registry.RegistryEvent.Levelled;
import io.saccade.cli.registry.RegistryEvent.Registered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryLogTest {

  private static final List<RegistryEvent> EVENTS =
      List.of(
          new Registered(1, "grüße\n", 1, "\"string\""),
          new Levelled("", CompatibilityLevel.FULL_TRANSITIVE),
          new Deleted("grüße\n", true));

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("schemas.jsonl");
    try (RegistryLog log = RegistryLog.open(directory)) {
      for (RegistryEvent event : EVENTS) {
        log.append(event);
      }
    }
  }

  @Test
  void givesBackWhatWasWritten() throws IOException {
    assertThat(past()).isEqualTo(EVENTS);
  }

  @Test
  void losesOnlyTheLineThatIsTornWhereverItIsTorn() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int lines = 0;
    for (int length = 0; length <= whole.length; length++) {
      if (length > 0 && whole[length - 1] == '\n') {
        lines++;
      }
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(past()).as("torn at %d", length).isEqualTo(EVENTS.subList(0, lines));
      try (RegistryLog log = RegistryLog.open(directory)) {
        log.append(EVENTS.get(1));
      }
      assertThat(past()).hasSize(lines + 1).endsWith(EVENTS.get(1));
    }
    assertThat(lines).isEqualTo(EVENTS.size());
  }

  @Test
  void losesALastLineThatNeverReachedTheDisk() throws IOException {
    Files.writeString(file, Files.readString(file) + "\0\0\0\0\n");
    assertThat(past()).isEqualTo(EVENTS);
  }

  @Test
  void refusesAFileThatIsDamagedInTheMiddle() throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.writeString(file, text.replaceFirst("levelled", "leveled"));
    assertThatThrownBy(this::past)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("schemas.jsonl")
        .hasMessageContaining("line 2");
  }

  private List<RegistryEvent> past() throws IOException {
    try (RegistryLog log = RegistryLog.open(directory)) {
      return log.past();
    }
  }
}
