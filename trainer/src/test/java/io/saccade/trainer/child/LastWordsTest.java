package io.saccade.trainer.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LastWordsTest {

  @TempDir private Path folder;

  private Path log() {
    return folder.resolve("training.log");
  }

  @Test
  void sayWhatASignalMeansAndThatTheTrainingCanGoOn() throws Exception {
    Files.writeString(log(), "one\ntwo\n");

    assertThat(LastWords.of(137, log()).text()).contains("killed from outside", "memory");
    assertThat(LastWords.of(130, log()).text()).contains("interrupted");
    assertThat(LastWords.of(134, log()).text()).contains("crashed in native code", "two");
    assertThat(LastWords.of(3, log()).text()).contains("Java heap", "--heap");
    assertThat(LastWords.of(9, log()).text()).contains("code 9", "two");
    for (int code : List.of(3, 9, 130, 134, 137)) {
      assertThat(LastWords.of(code, log()).canGoOn()).isTrue();
    }
  }

  @Test
  void nameNoFlagThatNotEveryCommandHas() {
    for (int code : List.of(3, 9, 130, 134, 137)) {
      assertThat(LastWords.of(code, log()).text()).doesNotContain("--resume");
    }
    assertThat(LastWords.of(new IOException("No space left on device")).text())
        .contains("The disk is full", "Free some space")
        .doesNotContain("--resume");
  }

  @Test
  void nameAFileThatIsGone() {
    assertThat(LastWords.of(new NoSuchFileException("a/b.png")).text()).contains("a/b.png");
  }

  @Test
  void doNotInviteToRepeatABug() {
    LastWords words = LastWords.of(new IllegalStateException("a map has 3 sides"), log());

    assertThat(words.text()).contains("a bug in saccade", "a map has 3 sides");
    assertThat(words.canGoOn()).isFalse();
  }

  @Test
  void tellMemoryThatIsShortFromABug() {
    RuntimeException fault =
        new RuntimeException("DefaultCPUAllocator: can't allocate memory: you");

    assertThat(LastWords.of(fault, log()).text()).contains("ran out of memory");
  }
}
