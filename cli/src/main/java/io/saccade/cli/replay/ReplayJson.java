package io.saccade.cli.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.replay.Agreement.ClassAgreement;
import io.saccade.cli.replay.Agreement.Disagreement;

/** A replay's report as programs read it: one document. */
final class ReplayJson {

  private ReplayJson() {}

  static ObjectNode of(ReplayReport report) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("topic", report.range().topic());
    ObjectNode range = node.putObject("range");
    report
        .range()
        .spans()
        .forEach(
            (partition, span) ->
                range
                    .putObject(Integer.toString(partition))
                    .put("from", span.from())
                    .put("to", span.to()));
    ArrayNode versions = node.putArray("versions");
    report.versions().forEach(versions::add);
    node.put("toTopic", report.topic()).put("run", report.run());
    Outcomes outcomes = report.outcomes();
    node.put("events", outcomes.events()).put("predictions", outcomes.predictions());
    ObjectNode failures = node.putObject("failures");
    outcomes.failures().forEach((code, count) -> failures.put(code.name(), count));
    node.put("seconds", report.took().toMillis() / 1000.0).put("stopped", report.stopped());
    node.set("comparison", comparison(report));
    return node;
  }

  private static ObjectNode comparison(ReplayReport report) {
    Comparison comparison = report.comparison();
    Agreement agreement = comparison.agreement();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("against", report.other())
            .put("compared", agreement.compared())
            .put("agreed", agreement.agreed())
            .put("onlyReplayed", comparison.onlyReplayed())
            .put("onlyThere", comparison.onlyThere())
            .put("meanDifference", agreement.meanDifference());
    if (report.bytes()) {
      node.put("differentBytes", comparison.differentBytes());
      comparison.first().ifPresent(first -> node.put("firstDifference", first.sentence()));
    }
    ArrayNode classes = node.putArray("classes");
    agreement.byClass().forEach(each -> classes.add(classAgreement(each)));
    ArrayNode disagreements = node.putArray("disagreements");
    agreement.largest().forEach(each -> disagreements.add(disagreement(each)));
    return node;
  }

  private static ObjectNode classAgreement(ClassAgreement each) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("label", each.label())
            .put("count", each.count())
            .put("agreed", each.agreed());
    if (each.insteadCount() > 0) {
      node.put("instead", each.instead()).put("insteadCount", each.insteadCount());
    }
    return node;
  }

  private static ObjectNode disagreement(Disagreement each) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("eventId", each.eventId());
    node.putObject("source")
        .put("topic", each.source().getTopic())
        .put("partition", each.source().getPartition())
        .put("offset", each.source().getOffset());
    node.set("replayed", said(each.replayed()));
    node.set("other", said(each.other()));
    return node;
  }

  private static ObjectNode said(Said said) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("label", said.label())
        .put("probability", said.probability())
        .put("model", said.model());
  }
}
