package io.saccade.cli.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.reference.AlarmTable;
import io.saccade.cli.reference.ReferenceJson;
import io.saccade.cli.reference.ReferenceText;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleDescription;
import io.saccade.processor.serving.GateReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Prints what is known of a bundle.
 *
 * @param out where to
 * @param format how
 */
record Shown(PrintWriter out, OutputFormat format) {

  /** What a bundle is, from its files alone, and what is normal for it by its reference. */
  void inspected(Bundle bundle, Path path, Optional<AlarmTable> alarms) {
    if (format == OutputFormat.JSON) {
      ObjectNode node = described(bundle, path);
      alarms.ifPresent(of -> node.set("reference", ReferenceJson.of(bundle.labels(), of)));
      out.println(node);
      return;
    }
    rows(bundle, path);
    alarms.ifPresentOrElse(
        of -> ReferenceText.of(bundle.labels(), of).forEach(out::println),
        () -> row("reference", "none, so drift is not watched (see `saccade model profile`)"));
  }

  /** What a bundle that was just made is, and what embedding its preprocessing changed. */
  void packaged(Bundle bundle, Path path, Optional<OutputDifference> difference) {
    if (format == OutputFormat.JSON) {
      ObjectNode node = described(bundle, path);
      difference.ifPresent(
          found ->
              node.putObject("embedded")
                  .put("images", found.images())
                  .put("largestDifference", found.largest())
                  .put("bitEqual", found.bitEqual()));
      out.println(node);
    } else {
      rows(bundle, path);
      difference.ifPresent(found -> row("embedded", "outputs are " + found.describe()));
    }
  }

  /** What a bundle proved at the gate. */
  void passed(Bundle bundle, Path path, GateReport report) {
    if (format == OutputFormat.JSON) {
      ObjectNode node =
          JsonNodeFactory.instance
              .objectNode()
              .put("bundle", path.toString())
              .put("sha256", bundle.sha256())
              .put("accepted", true);
      ArrayNode steps = node.putArray("steps");
      for (GateReport.Step step : report.steps()) {
        steps
            .addObject()
            .put("step", step.name())
            .put("detail", step.detail())
            .put("millis", step.took().toMillis());
      }
      out.println(node);
    } else {
      for (GateReport.Step step : report.steps()) {
        row(step.name(), "%s (%,d ms)".formatted(step.detail(), step.took().toMillis()));
      }
      row("accepted", bundle.sha256());
    }
  }

  private void rows(Bundle bundle, Path path) {
    row("bundle", path.toString());
    BundleDescription.of(bundle).forEach(this::row);
  }

  private static ObjectNode described(Bundle bundle, Path path) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("bundle", path.toString());
    BundleDescription.of(bundle).forEach((name, text) -> node.put(camel(name), text));
    return node;
  }

  private void row(String name, String text) {
    out.println(String.format(Locale.ROOT, "%-14s %s", name, text));
  }

  /** "golden images" is goldenImages in JSON. */
  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split(" ", -1)) {
      camel.append(
          camel.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }
}
