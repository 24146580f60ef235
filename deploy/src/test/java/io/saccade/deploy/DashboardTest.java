package io.saccade.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds Grafana's dashboards and what provisions them to each other and to what is measured. */
final class DashboardTest {

  /** What a processor is operated by has to be somewhere to be seen. */
  private static final List<String> SHOWN =
      List.of(
          "saccade_predictions_total",
          "saccade_failures_total",
          "saccade_latency_seconds_bucket",
          "saccade_records_lag",
          "saccade_batch_images_sum",
          "saccade_lanes_busy",
          "saccade_version_info",
          "saccade_drift_alarm",
          "process_resident_memory_bytes");

  private static List<JsonNode> dashboards() throws Exception {
    List<JsonNode> dashboards = new ArrayList<>();
    for (Path file : Deployed.below(Deployed.DASHBOARDS, ".json")) {
      dashboards.add(StrictYaml.mapper().readTree(file.toFile()));
    }
    assertThat(dashboards).isNotEmpty();
    return dashboards;
  }

  private static Set<String> metrics() throws Exception {
    Set<String> metrics = new TreeSet<>();
    for (JsonNode dashboard : dashboards()) {
      dashboard.findValuesAsText("expr").forEach(expr -> metrics.addAll(Promql.metrics(expr)));
    }
    return metrics;
  }

  @Test
  void askForWhatIsMeasured() throws Exception {
    assertThat(metrics()).isSubsetOf(KnownMetrics.all()).containsAll(SHOWN);
  }

  @Test
  void askTheDatasourceThatIsProvisioned() throws Exception {
    String provisioned =
        Deployed.text(Deployed.DEPLOY.resolve("grafana/provisioning/datasources/prometheus.yml"));
    for (JsonNode dashboard : dashboards()) {
      for (JsonNode datasource : dashboard.findValues("datasource")) {
        assertThat(provisioned).contains("uid: " + datasource.get("uid").asText() + "\n");
      }
    }
  }

  @Test
  void lieWhereTheyAreLookedFor() {
    String provider =
        Deployed.text(Deployed.DEPLOY.resolve("grafana/provisioning/dashboards/saccade.yml"));
    assertThat(Compose.read().service("grafana").mounts())
        .contains("./deploy/grafana/dashboards:/var/lib/grafana/dashboards:ro");
    assertThat(provider).contains("path: /var/lib/grafana/dashboards\n");
  }

  @Test
  void sayWhatEveryPanelShowsAndCoverNone() throws Exception {
    for (JsonNode dashboard : dashboards()) {
      Set<Integer> ids = new HashSet<>();
      Set<String> cells = new HashSet<>();
      for (JsonNode panel : dashboard.get("panels")) {
        assertThat(ids.add(panel.get("id").asInt())).isTrue();
        JsonNode at = panel.get("gridPos");
        for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
          for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
            assertThat(cells.add(x + "," + y)).as(panel.get("title").asText()).isTrue();
            assertThat(x).isLessThan(24);
          }
        }
        if (!panel.get("type").asText().equals("row")) {
          assertThat(panel.get("description").asText()).isNotBlank();
        }
      }
    }
  }
}
