package io.saccade.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PlotFileTest {

  private static Plot plot(Plot.Kind kind) {
    return new Plot(
        "plot",
        "Title",
        "x",
        "y",
        kind,
        List.of("1", "2", "4"),
        List.of(
            new Plot.Series("a", List.of(1.0, 20.0, 300.0)),
            new Plot.Series("b", List.of(3.0, 2.0, Double.NaN))));
  }

  @ParameterizedTest
  @EnumSource(Plot.Kind.class)
  void drawsEveryKindWithoutADisplay(Plot.Kind kind, @TempDir Path folder) throws Exception {
    PlotFile.write(plot(kind), folder);

    assertThat(Files.readString(folder.resolve("plot.svg")))
        .startsWith("<?xml")
        .contains("0,114,178", "213,94,0")
        .endsWith("</svg>\n");
  }

  @Test
  void needsAValueForEveryCategory() {
    Plot.Series shorter = new Plot.Series("a", List.of(1.0));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Plot("p", "t", "x", "y", Plot.Kind.BARS, List.of("1", "2"), List.of(shorter)))
        .withMessageContaining("series a must have 2 values, but has 1");
  }
}
