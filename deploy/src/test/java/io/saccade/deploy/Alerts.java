package io.saccade.deploy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file of alerting rules. */
record Alerts(List<Group> groups) {

  record Group(String name, List<Alert> rules) {}

  record Alert(
      String alert,
      String expr,
      @com.fasterxml.jackson.annotation.JsonProperty("for") @Nullable String holds,
      Map<String, String> labels,
      Map<String, String> annotations) {}

  static List<Alert> read() {
    return StrictYaml.underscored()
        .convertValue(StrictYaml.document(Deployed.RULES), Alerts.class)
        .groups()
        .stream()
        .flatMap(group -> group.rules().stream())
        .toList();
  }
}
