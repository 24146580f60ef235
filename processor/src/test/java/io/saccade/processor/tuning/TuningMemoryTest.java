package io.saccade.processor.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.serving.Placement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TuningMemoryTest {

  private static final Machine MACHINE = new Machine("a processor", 8, "cpu", "a runtime 1.2");
  private static final TuningOrder ORDER =
      new TuningOrder(Placement.cpu(""), 8, Duration.ofMillis(50), 1L << 28);
  private static final TuningPoint CHOSEN = new TuningPoint(4, 2, 8, 16);
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  @TempDir private Path folder;
  private Bundle bundle = ColorModel.bundle("1");
  private Path file = Path.of("");

  private TuningMemory memory(Machine machine) {
    return new TuningMemory(folder.resolve("tuning"), machine);
  }

  @BeforeEach
  void keepOne() {
    bundle = ColorModel.bundle("1");
    file = memory(MACHINE).file(bundle, ORDER);
    TuningReport report =
        new TuningReport(
            List.of(new TuningReport.Line(CHOSEN, 123.5, 1, 2, 3, 4, "")),
            CHOSEN,
            SearchSpace.of(bundle, ORDER).plan(CHOSEN),
            "the best",
            false,
            Duration.ofSeconds(4));
    assertThat(memory(MACHINE).keep(bundle, ORDER, report, NOW)).isTrue();
  }

  @Test
  void recallsWhatItKept() {
    Remembered remembered = memory(MACHINE).recall(bundle, ORDER).orElseThrow();
    assertThat(remembered.chosen()).isEqualTo(CHOSEN);
    assertThat(remembered.plan()).isEqualTo(SearchSpace.of(bundle, ORDER).plan(CHOSEN));
    assertThat(remembered.rate()).isEqualTo(123.5);
    assertThat(remembered.measured()).isEqualTo(NOW);
  }

  @Test
  void knowsNothingOfAnotherMachineBundleOrOrder() {
    assertThat(memory(new Machine("a processor", 4, "cpu", "a runtime 1.2")).recall(bundle, ORDER))
        .isEmpty();
    assertThat(memory(MACHINE).recall(ColorModel.bundle("2"), ORDER)).isEmpty();
    TuningOrder other = new TuningOrder(Placement.cpu(""), 8, Duration.ZERO, 1L << 28);
    assertThat(memory(MACHINE).recall(bundle, other)).isEmpty();
  }

  @Test
  void doesNotTakeAFileThatWasCopiedOverFromAnotherMachine() throws Exception {
    Machine other = new Machine("another processor", 8, "cpu", "a runtime 1.2");
    Files.copy(file, memory(other).file(bundle, ORDER));
    assertThat(memory(other).recall(bundle, ORDER)).isEmpty();
  }

  @Test
  void takesWhatCannotBeReadForNothing() throws Exception {
    String whole = Files.readString(file);
    for (String broken :
        List.of(
            "",
            "null",
            "[]",
            "no JSON",
            whole.substring(0, whole.length() / 2),
            whole.replace("\"lanes\" : 4", "\"lanes\" : 0"),
            whole.replace("\"batch\" : 16", "\"batch\" : \"many\""),
            whole.replace("2026-02-03", "yesterday"),
            whole.replace("\"format\" : 1", "\"format\" : 2"))) {
      Files.writeString(file, broken);
      assertThat(memory(MACHINE).recall(bundle, ORDER)).as(broken).isEqualTo(Optional.empty());
    }
  }

  @Test
  void goesOnWhereItCannotKeepAnything() throws Exception {
    Path occupied = Files.writeString(folder.resolve("occupied"), "a file");
    TuningMemory memory = new TuningMemory(occupied, MACHINE);
    TuningReport report =
        new TuningReport(
            List.of(),
            CHOSEN,
            SearchSpace.of(bundle, ORDER).plan(CHOSEN),
            "",
            false,
            Duration.ZERO);
    assertThat(memory.keep(bundle, ORDER, report, NOW)).isFalse();
    assertThat(memory.recall(bundle, ORDER)).isEmpty();
  }

  @Test
  void leavesNoDraftBehind() throws Exception {
    try (var files = Files.list(folder.resolve("tuning"))) {
      assertThat(files).containsExactly(file);
    }
  }
}
