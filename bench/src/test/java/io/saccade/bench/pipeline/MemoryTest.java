package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MemoryTest {

  @Test
  void seesWhatTheProcessHolds() {
    Memory memory = Memory.now();

    assertThat(memory.heapMib()).isPositive();
    if (Files.exists(Path.of("/proc/self/status"))) {
      assertThat(memory.rssMib()).isGreaterThan(memory.heapMib());
    }
  }
}
