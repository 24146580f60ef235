package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.bench.Launched;
import io.saccade.bench.results.Measured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as the launcher starts it, in its quick form. Speed is not judged. */
final class PipelineIT {

  private static final int EVENTS = 300;

  @TempDir private Path temp = Path.of("");

  @Test
  void measuresAllThreeOverAllImagesAndEndsWithOneLineOfJson() throws Exception {
    Launched launched = new Launched(temp);
    List<String> lines =
        launched.bench(
            "pipeline",
            "--bare",
            "2x1x2",
            "--events",
            Integer.toString(EVENTS),
            "--warm-up=1",
            "--rounds",
            "1",
            "--image-size",
            "96",
            "--partitions",
            "2",
            "--format",
            "json");

    ObjectMapper json = new ObjectMapper();
    List<String> contenders = new ArrayList<>();
    for (String line : lines.subList(0, lines.size() - 1)) {
      JsonNode measured = json.readTree(line);
      contenders.add(measured.get("contender").asText());
      assertThat(measured.get("images").asInt()).isEqualTo(EVENTS);
      assertThat(measured.get("imagesPerSecond").asDouble()).isPositive();
    }
    assertThat(contenders).hasSize(4);
    assertThat(contenders.get(0)).startsWith("bare loop");
    assertThat(contenders.subList(1, 3)).allMatch(name -> name.startsWith("per record"));
    assertThat(contenders.get(3)).startsWith("saccade");
    JsonNode last = json.readTree(lines.get(lines.size() - 1));
    assertThat(last.fieldNames())
        .toIterable()
        .containsExactly("bareLoop", "baseline", "saccade", "ratioToBare", "ratioToBaseline");
    assertThat(last).allMatch(value -> value.isNumber() && value.asDouble() > 0);
    assertThat(launched.left()).as("left in the temporary folder").isEmpty();
  }

  @Test
  void sweepsOverWhatIsAskedForAndWritesTheRows() throws Exception {
    Path out = temp.resolve("results");
    Launched launched = new Launched(temp);
    List<String> lines =
        launched.bench(
            "pipeline",
            "--sweep",
            "partitions",
            "--points",
            "3",
            "--bare",
            "2x1x2",
            "--events",
            "200",
            "--warm-up=1",
            "--rounds",
            "1",
            "--image-bytes",
            "6000",
            "--out",
            out.toString());

    assertThat(lines).filteredOn(line -> line.startsWith("colors 1")).hasSize(1);
    Measured<SweepRow> results = Measured.read(out, "pipeline-partitions", SweepRow.class);
    assertThat(results.command())
        .isEqualTo(
            "./saccade bench pipeline --sweep partitions --points 3 --bare 2x1x2"
                + " --events 200 --warm-up=1 --rounds 1 --image-bytes 6000");
    assertThat(results.rows()).extracting(SweepRow::point).containsExactly(3);
    assertThat(results.rows())
        .allSatisfy(
            row -> {
              assertThat(row.partitions()).isEqualTo(row.point());
              assertThat(row.imageBytes()).isBetween(5_000L, 7_000L);
              assertThat(row.rate()).isPositive();
              assertThat(row.ratioToBare()).isPositive();
              assertThat(row.cpuMillis()).isPositive();
              assertThat(row.heapMib()).isPositive();
            });
    assertThat(launched.left()).as("left in the temporary folder").isEmpty();
  }
}
