package io.saccade.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.bench.Launched;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as the launcher starts it, in its quick form. Speed is not judged. */
final class LatencyIT {

  private static final int SECONDS = 2;

  @TempDir private Path temp = Path.of("");

  @Test
  void measuresEachLoadThroughSaccadeAndThroughTheBrokerAlone() throws Exception {
    List<String> options = new ArrayList<>(List.of("latency"));
    options.addAll(List.of("--loads", "20,50", "--rounds", "1", "--events", "200"));
    options.addAll(List.of("--seconds", Integer.toString(SECONDS), "--partitions", "2"));
    options.addAll(List.of("--image-size", "96", "--arrivals", "poisson"));
    options.addAll(List.of("--set", "commit.interval=50ms", "--format", "json"));
    options.addAll(List.of("--latency-target", "500ms"));
    options.addAll(List.of("--out", temp.resolve("results").toString()));

    Launched launched = new Launched(temp);
    List<String> lines = launched.bench(options.toArray(String[]::new));

    ObjectMapper json = new ObjectMapper();
    assertThat(lines).hasSize(3);
    JsonNode last = json.readTree(lines.get(2));
    assertMeasured(json.readTree(lines.get(0)), 20, last.get("capacity").asDouble());
    assertMeasured(json.readTree(lines.get(1)), 50, last.get("capacity").asDouble());
    assertThat(last.fieldNames())
        .toIterable()
        .containsExactly(
            "capacity",
            "bareMillis",
            "bareP99Millis",
            "brokerP99Millis",
            "p99Millis",
            "allowedMillis",
            "ratio",
            "ratioToBareP99");
    assertThat(last).allMatch(value -> value.isNumber() && value.asDouble() > 0);
    assertThat(rows()).extracting(LatencyRow::load).containsExactly(20, 50);
    assertThat(launched.left()).as("left in the temporary folder").isEmpty();
  }

  private static void assertMeasured(JsonNode line, int load, double capacity) {
    assertThat(line.get("round").asInt()).isEqualTo(1);
    assertThat(line.get("load").asInt()).isEqualTo(load);
    double due = capacity * load / 100 * SECONDS;
    for (String subject : List.of("saccade", "passThrough")) {
      JsonNode figures = line.get("figures").get(subject);
      // Poisson arrivals scatter by the root of their number; six times that never happens.
      assertThat(figures.get("events").asDouble())
          .isBetween(due - 6 * Math.sqrt(due) - 1, due + 6 * Math.sqrt(due) + 1);
      assertThat(figures.at("/latencyMillis/p50").asDouble()).isPositive();
      assertThat(figures.at("/latencyMillis/p99").asDouble())
          .isGreaterThanOrEqualTo(figures.at("/latencyMillis/p50").asDouble());
    }
    JsonNode engine = line.at("/figures/engine");
    assertThat(engine.at("/totalMillis/p50").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(line.at("/figures/saccade/latencyMillis/p50").asDouble());
    assertThat(engine.get("violationRate").asDouble(-1)).isBetween(0.0, 1.0);
  }

  private List<LatencyRow> rows() throws IOException {
    return Measured.read(temp.resolve("results"), "latency", LatencyRow.class).rows();
  }
}
