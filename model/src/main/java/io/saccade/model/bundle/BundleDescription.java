package io.saccade.model.bundle;

import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.GraphTensor;
import io.saccade.model.onnx.OnnxGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What people ask of a bundle, as named lines in a fixed order, for a table or for JSON. Made from
 * the files alone, without running the model.
 */
public final class BundleDescription {

  private static final int LABELS_SHOWN = 3;

  private BundleDescription() {}

  /** The lines: the name of each, and what it says. */
  public static Map<String, String> of(Bundle bundle) {
    Manifest manifest = bundle.manifest();
    OnnxGraph graph = bundle.graph();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("name", manifest.name());
    lines.put("version", manifest.version());
    lines.put("family", manifest.family());
    lines.put("sha256", bundle.sha256());
    lines.put("signature", bundle.isSigned() ? "there is one" : "none");
    lines.put("input", described(graph.inputs()));
    lines.put("preprocessing", preprocessing(manifest.input().preprocessing()));
    graph.normalisation().ifPresent(steps -> lines.put("in the graph", Printable.of(steps)));
    lines.put("output", described(graph.outputs()));
    lines.put("output kind", ManifestWriter.nameOf(manifest.output().kind()));
    lines.put("classes", Integer.toString(manifest.output().classes()));
    lines.put("labels", labels(bundle.labels()));
    lines.put("golden images", Integer.toString(bundle.golden().size()));
    lines.put("model bytes", Integer.toString(bundle.model().length));
    lines.put("parameters", Long.toString(graph.parameters()));
    lines.put("producer", graph.producer().isEmpty() ? "unknown" : Printable.of(graph.producer()));
    lines.put("opsets", counted(graph.opsets()));
    lines.put("operators", counted(graph.operators()));
    return lines;
  }

  private static String described(List<GraphTensor> tensors) {
    return tensors.stream()
        .map(tensor -> Printable.of(tensor.describe()))
        .collect(Collectors.joining("; "));
  }

  private static String preprocessing(Preprocessing steps) {
    return "shorter side to %d (%s), centre %d x %d, %s, %s, %s; %s"
        .formatted(
            steps.resizeShorterTo(),
            ManifestWriter.nameOf(steps.filter()),
            steps.width(),
            steps.height(),
            ManifestWriter.nameOf(steps.color()),
            ManifestWriter.nameOf(steps.layout()),
            ManifestWriter.nameOf(steps.type()),
            steps.formula());
  }

  private static String labels(List<String> labels) {
    String first = labels.stream().limit(LABELS_SHOWN).collect(Collectors.joining(" | "));
    return labels.size() > LABELS_SHOWN
        ? first + " | … (" + (labels.size() - LABELS_SHOWN) + " more)"
        : first;
  }

  private static String counted(Map<String, ? extends Number> counts) {
    return counts.entrySet().stream()
        .map(
            entry ->
                (entry.getKey().isEmpty() ? "ai.onnx" : entry.getKey()) + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
