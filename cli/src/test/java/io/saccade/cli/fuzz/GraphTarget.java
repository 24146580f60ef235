package io.saccade.cli.fuzz;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.bundle.ModelInput;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.onnx.OnnxGraph;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeColor;
import java.util.Map;

/** An ONNX file: read by itself, as the model of a bundle, and with preprocessing put into it. */
final class GraphTarget implements FuzzTarget {

  private final ModelDeclaration declared =
      ModelDeclaration.of(
          "colors",
          "1",
          new ModelInput("image", ColorModel.preprocessing()),
          new ModelOutput("probabilities", OutputKind.SOFTMAX, ShapeColor.labels().size()));

  @Override
  public void read(byte[] bytes) {
    try {
      OnnxGraph graph = OnnxGraph.parse(bytes);
      graph.outputs().forEach(output -> graph.ending(output.name()));
      Bundle bundle = Bundle.of(declared, bytes, ShapeColor.labels());
      Bundle embedded = bundle.withEmbeddedNormalisation();
      if (embedded.graph().inputs().isEmpty()) {
        throw new IllegalStateException("the input was lost");
      }
    } catch (BundleRefusedException e) {
      return;
    }
  }

  @Override
  public Map<String, byte[]> seeds() throws Exception {
    return Map.of(
        "colors",
        ColorModel.onnx(),
        "embedded",
        ColorModel.bundle("1").withEmbeddedNormalisation().model());
  }

  @Override
  public String corpus() {
    return "onnx-node";
  }
}
