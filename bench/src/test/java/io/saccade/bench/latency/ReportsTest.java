package io.saccade.bench.latency;

import static io.saccade.bench.latency.Samples.figures;
import static io.saccade.bench.latency.Samples.percentiles;
import static io.saccade.bench.latency.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class ReportsTest {

  private final StringWriter written = new StringWriter();
  private final PrintWriter out = new PrintWriter(written, true);

  private static LatencyResults results(Plan plan, Measurement... measurements) {
    return LatencyResults.of(plan, 200, List.of(percentiles(12)), List.of(measurements));
  }

  private String table(Plan plan, Measurement... measurements) {
    new TableReport(out, plan).end(results(plan, measurements));
    return written.toString();
  }

  @Test
  void printsTheRatioWhereItIsKept() {
    assertThat(table(plan(50), new Measurement(1, 50, figures(100, 56, 100))))
        .contains(
            "p99 at 50 %: 56.0 ms. Twice one image alone and the broker: 2 x 6.0 + 100.0 = 112.0 ms.",
            "Ratio 0.50 (at most 1)");
  }

  @Test
  void printsTheRatioWhereItIsNot() {
    assertThat(table(plan(50), new Measurement(1, 50, figures(100, 168, 100))))
        .contains("Ratio 1.50 (over 1)");
  }

  @Test
  void saysThatThereIsNoVerdict() {
    assertThat(table(plan(80), new Measurement(1, 80, figures(160, 168, 100))))
        .contains("No verdict: --loads has no 50.");
  }

  @Test
  void warnsThatLatencyGrowsUnderOverload() {
    assertThat(
            table(
                plan(50, 95, 110),
                new Measurement(1, 50, figures(100, 56, 100)),
                new Measurement(1, 95, figures(190, 170, 999, 100)),
                new Measurement(1, 110, figures(220, 200, 999, 100))))
        .contains("At 95 %, 110 % events come faster than they are answered: latency grows");
  }

  @Test
  void saysThatTheCapacityWasFoundTooLowWhereOverloadWasNone() {
    assertThat(
            table(
                plan(50, 110),
                new Measurement(1, 50, figures(100, 56, 100)),
                new Measurement(1, 110, figures(220, 219, 99, 100))))
        .contains("110 % was kept up with")
        .doesNotContain("latency grows");
  }

  @Test
  void showsHowOftenTheTargetWasMissed() {
    assertThat(table(plan(50), new Measurement(1, 50, figures(100, 56, 100)))).contains("1.3 %");
  }

  @Test
  void fitsATerminal() {
    assertThat(table(plan(50), new Measurement(1, 50, figures(100, 56, 100))).lines())
        .allMatch(line -> line.length() <= 110);
  }

  @Test
  void endsWithTheVerdictInOneLineOfJson() throws Exception {
    Plan plan = plan(50);
    Measurement measurement = new Measurement(1, 50, figures(100, 168, 100));
    JsonReport report = new JsonReport(out);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      report.measured(measurement);
      report.end(results(plan, measurement));
    } finally {
      Locale.setDefault(before);
    }

    List<String> lines = written.toString().lines().toList();
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.at("/round").asInt()).isEqualTo(1);
    assertThat(first.at("/load").asInt()).isEqualTo(50);
    assertThat(first.at("/figures/saccade/latencyMillis/p999").asDouble()).isEqualTo(252);
    assertThat(first.at("/figures/engine/violationRate").asDouble()).isEqualTo(0.0125);
    assertThat(lines.get(1))
        .isEqualTo(
            "{\"capacity\":200.0,\"bareMillis\":6.0,\"bareP99Millis\":12.0,"
                + "\"brokerP99Millis\":100.0,\"p99Millis\":168.0,\"allowedMillis\":112.0,"
                + "\"ratio\":1.5,\"ratioToBareP99\":1.355}");
  }

  @Test
  void leavesTheVerdictEmptyInJsonWhereThereIsNone() throws Exception {
    Plan plan = plan(80);
    new JsonReport(out).end(results(plan, new Measurement(1, 80, figures(160, 168, 100))));

    JsonNode line = new ObjectMapper().readTree(written.toString());
    assertThat(line.get("capacity").asDouble()).isEqualTo(200);
    assertThat(line.get("ratio").isNull()).isTrue();
  }
}
