package io.saccade.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.serving.Placement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/cuda.md to the code. */
final class CudaPageTest {

  private static String page() throws Exception {
    return Files.readString(Path.of("..", "docs", "cuda.md"));
  }

  @Test
  void namesTheBucketsOfAGpu() throws Exception {
    List<Integer> sizes =
        new Placement(List.of(0), "for the test").defaultPlan(1).buckets().sizes();
    String first =
        sizes.subList(0, sizes.size() - 1).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    assertThat(page()).contains("%s and %d".formatted(first, sizes.get(sizes.size() - 1)));
  }

  @Test
  void advisesOnEveryLibraryAsTheRefusalDoes() throws Exception {
    for (String row : page().lines().filter(line -> line.contains("missing |")).toList()) {
      String advice = row.substring(row.lastIndexOf("| ", row.length() - 3) + 2, row.length() - 2);
      List<String> libraries =
          Pattern.compile("lib[\\w.]+").matcher(row).results().map(MatchResult::group).toList();
      assertThat(libraries).isNotEmpty();
      for (String library : libraries) {
        String said = CudaTrouble.of(library + ": cannot open shared object file").orElseThrow();
        assertThat(said.replace("NVIDIA's driver", "the driver")).contains(advice);
      }
    }
  }
}
