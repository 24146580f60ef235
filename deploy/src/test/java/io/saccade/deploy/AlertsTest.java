package io.saccade.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.deploy.Alerts.Alert;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the alerts to what the code measures, to their page and to their own tests. */
final class AlertsTest {

  private static final String TESTS = "prometheus/tests/saccade.yml";

  private final List<Alert> alerts = Alerts.read();

  @Test
  void askForWhatIsMeasured() {
    for (Alert alert : alerts) {
      assertThat(Promql.metrics(alert.expr())).as(alert.alert()).isSubsetOf(KnownMetrics.all());
    }
  }

  @Test
  void sayWhatIsWrongHowBadlyAndWhatToDo() {
    for (Alert alert : alerts) {
      assertThat(alert.labels().get("severity")).as(alert.alert()).isIn("critical", "warning");
      assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
      assertThat(alert.annotations())
          .containsEntry("runbook_url", "docs/operations.md#" + anchor(alert.alert()));
    }
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT);
  }

  @Test
  void haveASectionEachAndNoOther() {
    String page = Deployed.text(Deployed.OPERATIONS);
    List<String> headings =
        Pattern.compile("(?m)^### (Saccade\\w+)$")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(headings).containsExactlyElementsOf(alerts.stream().map(Alert::alert).toList());
  }

  /** Each has a test in which it fires, and one in which it does not. */
  @Test
  void areAllMadeToFireAndNotToFire() {
    Map<String, Object> file = StrictYaml.document(Deployed.DEPLOY.resolve(TESTS));
    TreeSet<String> firing = new TreeSet<>();
    TreeSet<String> silent = new TreeSet<>();
    for (Map<String, Object> test : StrictYaml.maps(file, "tests")) {
      for (Map<String, Object> asked : StrictYaml.maps(test, "alert_rule_test")) {
        boolean fires = !StrictYaml.maps(asked, "exp_alerts").isEmpty();
        (fires ? firing : silent).add(StrictYaml.text(asked, "alertname"));
      }
    }
    var names = alerts.stream().map(Alert::alert).collect(Collectors.toCollection(TreeSet::new));
    assertThat(firing).isEqualTo(names);
    assertThat(silent).isEqualTo(names);
  }

  @Test
  void fireAndAreSilentAsTheirTestsSay() throws Exception {
    Tool.Ran ran =
        Tool.require("promtool").run("test", "rules", Deployed.DEPLOY.resolve(TESTS).toString());
    assertThat(ran.code()).as(ran.output()).isZero();
  }

  @Test
  void areRulesThatPrometheusTakes() throws Exception {
    Tool.Ran ran =
        Tool.require("promtool")
            .run(
                "check", "config", Deployed.DEPLOY.resolve("prometheus/prometheus.yml").toString());
    assertThat(ran.code()).as(ran.output()).isZero();
    assertThat(ran.output()).contains(alerts.size() + " rules found");
  }
}
