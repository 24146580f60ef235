package io.saccade.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/benchmarks.md to the results beside it. */
final class BenchmarksPageTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Path RESULTS = DOCS.resolve("benchmarks");

  @Test
  void isWhatTheCommandRendersFromTheResults() throws Exception {
    assertThat(DOCS.resolve("benchmarks.md")).hasContent(Report.of(RESULTS).markdown());
  }

  @Test
  void hasItsPlotsAndNoOthers() throws Exception {
    try (Stream<Path> files = Files.list(RESULTS)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .filteredOn(name -> name.endsWith(".svg"))
          .containsExactlyInAnyOrderElementsOf(
              Report.of(RESULTS).plots().stream().map(Plot::file).toList());
    }
  }

  @Test
  void showsEveryBenchmark() throws IOException {
    assertThat(Files.readString(DOCS.resolve("benchmarks.md")))
        .contains(
            "./saccade bench pipeline",
            "--sweep partitions",
            "--sweep threads",
            "--sweep size",
            "--sweep events",
            "./saccade bench latency",
            "./saccade bench inference",
            "inference --decode",
            "./saccade bench decode",
            "./saccade bench jmh",
            "./saccade bench train");
  }
}
