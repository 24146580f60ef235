package io.saccade.bench.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.bench.pipeline.BareSetting;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GridTest {

  private final List<BareSetting> settings = BareSetting.candidates(2);

  /** The larger the batch the better, and one lane is worse. */
  private List<Grid.Point> measured() throws Exception {
    return new Grid(2, setting -> 100.0 * setting.lanes() + setting.batch())
        .measure(settings, "made up");
  }

  @Test
  void measuresEverySettingAndKnowsTheBest() throws Exception {
    List<Grid.Point> points = measured();

    assertThat(points).extracting(Grid.Point::setting).isEqualTo(settings);
    assertThat(points).allMatch(point -> point.rates().all().size() == 2);
    assertThat(Grid.best(points).setting()).isEqualTo(new BareSetting(2, 2, 1, 16));
  }

  @Test
  void marksTheBestInATable() throws Exception {
    GridTable table =
        new GridTable(measured().stream().map(point -> GridRow.of("colors 1", point)).toList());

    List<String> lines = table.text("ready tensors", 2).lines().toList();

    assertThat(lines).contains("colors 1, ready tensors, 2 cores");
    assertThat(lines)
        .filteredOn(line -> line.contains("<- best"))
        .singleElement()
        .asString()
        .contains("216.0", "1.00");
  }

  @Test
  void printsADocumentALineForPrograms() throws Exception {
    GridTable table =
        new GridTable(measured().stream().map(point -> GridRow.of("colors 1", point)).toList());

    List<String> lines = table.json().lines().toList();

    assertThat(lines).hasSameSizeAs(settings);
    assertThat(new ObjectMapper().readTree(lines.get(0)).get("rate").asDouble()).isEqualTo(201);
  }
}
