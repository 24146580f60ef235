package io.saccade.cli.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.cli.CliRun;
import io.saccade.cli.console.CommandFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelTableTest {

  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");

  @TempDir private Path folder;

  @Test
  void readsEventsClassesAndTimes() throws Exception {
    assertThat(
            read(
                false,
                "event,class,time",
                "a,cat",
                "",
                "\"b,1\",\"a \"\"big\"\" dog\",2026-11-20T10:00:00Z"))
        .containsExactly(
            new GivenLabel("a", "cat", NOW),
            new GivenLabel("b,1", "a \"big\" dog", Instant.parse("2026-11-20T10:00:00Z")));
  }

  @Test
  void readsIndicesWhereItIsToldTo() throws Exception {
    assertThat(read(true, "a,7")).containsExactly(new GivenLabel("a", 7, NOW));
    assertThat(read(false, "a,7")).containsExactly(new GivenLabel("a", "7", NOW));
  }

  @Test
  void namesTheLineThatIsNoLabel() {
    assertThatThrownBy(() -> read(false, "a,cat", "b"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("line 2: expected EVENT,CLASS or EVENT,CLASS,TIME");
    assertThatThrownBy(() -> read(false, "a,")).hasMessageContaining("line 1: expected a class");
    assertThatThrownBy(() -> read(true, "a,cat")).hasMessageContaining("--by-index");
    assertThatThrownBy(() -> read(false, "a,cat,noon")).hasMessageContaining("a time such as");
    assertThatThrownBy(() -> read(false, "event,class")).hasMessageContaining("no labels in");
  }

  @Test
  void theCommandWantsOneOfBothAndExplainsItself() {
    assertThat(CliRun.of("labels").err()).contains("name tables of labels, or --from-events");
    CliRun help = CliRun.of("labels", "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("EVENT,CLASS", "labels.enabled=on", "--label-from-folder");
  }

  private List<GivenLabel> read(boolean byIndex, String... lines) throws Exception {
    Path file = Files.write(folder.resolve("truth.csv"), List.of(lines));
    return new LabelTable(file, byIndex, NOW).read();
  }
}
