package io.saccade.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.faults.Evidence;
import io.saccade.cli.faults.Promise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/reliability.md to what was measured, and writes it where it is asked to. */
final class ReliabilityPageTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Path RESULTS = DOCS.resolve("reliability");
  private static final Path PAGE = DOCS.resolve("reliability.md");
  private static final String WRITE =
      "./mvnw -q -pl cli -am test -Dtest=ReliabilityPageTest -Dsaccade.docs=write"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void saysWhatWasMeasured() throws Exception {
    String page = ReliabilityPage.of(RESULTS, WRITE);
    if ("write".equals(System.getProperty("saccade.docs"))) {
      Files.writeString(PAGE, page);
      return;
    }

    assertThat(PAGE).as("the page is made anew by: %s", WRITE).hasContent(page);
  }

  @Test
  void knowsThePromiseOfEveryFile() throws Exception {
    Files.createDirectories(RESULTS);
    try (Stream<Path> files = Files.list(RESULTS)) {
      for (Path file : files.toList()) {
        String key = new ObjectMapper().readTree(file.toFile()).path("promise").asText();
        assertThat(String.valueOf(file.getFileName())).startsWith(Promise.of(key).key());
      }
    }
  }

  @Test
  void tellsInPartFromInFullAndFromTheShortFormOnly(@TempDir Path folder) throws Exception {
    Evidence.of("zombies").figure("stops", 8).figure("stopped for s", 60).seed(7).saveIn(folder);
    Evidence.of("fail-over").figure("kills", 20).figure("gap p95 s", 11.2345).saveIn(folder);
    Evidence.of("exactly-once").part("naive baseline").figure("kills", 30).saveIn(folder);

    assertThat(ReliabilityPage.of(folder, WRITE))
        .contains("| in part: stops 8 of 20 |", "seed 7:", "| gap p95 s | 11.2 |")
        .contains("| gap p95 ≤ 15 s | kept | in full |", "kills 0 of 30", "| short form only |")
        .contains("*naive baseline*: `ReliabilityPageTest`, ");
    assertThat(List.of(Promise.values())).allMatch(promise -> !promise.full().isEmpty());
  }

  @Test
  void saysThatAPromiseWasMissedAndByWhat(@TempDir Path folder) throws Exception {
    Evidence.of("fail-over").figure("gap p95 s", 15.01).saveIn(folder);
    Evidence.of("at-least-once").figure("lost", 0).figure("dup %", 9.332).saveIn(folder);
    Evidence.of("zombies").figure("lost", 0).figure("dup", 0).saveIn(folder);
    Evidence.of("zombies").part("naive baseline").figure("lost", 120).saveIn(folder);
    Evidence.of("exactly-once").figure("lost", 0).saveIn(folder);

    assertThat(ReliabilityPage.of(folder, WRITE))
        .contains("| gap p95 ≤ 15 s | **missed**: gap p95 s 15.01, not ≤ 15 |")
        .contains("| **missed**: dup % 9.332, not ≤ 2 |")
        .contains("| exactly-once: lost 0, dup 0 | kept |")
        .contains("| lost 0, dup 0, order 0, hanging 0 | not measured |");
    assertThat(List.of(Promise.values())).allMatch(promise -> !promise.bounds().isEmpty());
  }
}
