package io.saccade.trainer.graph;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rewrites graphs in operator set 13, the first in which quantisation knows channels. Raising the
 * number alone would change what a graph computes: attributes became inputs, and Softmax came to
 * look at one axis only.
 */
public final class OpsetUpgrade {

  private static final int TARGET = 13;

  /** Attributes that are inputs from an operator set on, behind the first one and in this order. */
  private record Moved(int since, List<String> attributes) {}

  private static final Map<String, Moved> MOVED =
      Map.of(
          "Upsample", new Moved(9, List.of("scales")),
          "Slice", new Moved(10, List.of("starts", "ends", "axes")),
          "Clip", new Moved(11, List.of("min", "max")),
          "Pad", new Moved(11, List.of("pads", "value")),
          "Dropout", new Moved(12, List.of("ratio")),
          "ReduceSum", new Moved(13, List.of("axes")),
          "Split", new Moved(13, List.of("split")),
          "Squeeze", new Moved(13, List.of("axes")),
          "Unsqueeze", new Moved(13, List.of("axes")));

  private final int opset;
  private final Map<String, HostTensor> constants;
  private final GraphEdit edit;
  private final List<NodeProto> upgraded = new ArrayList<>();

  private OpsetUpgrade(Graph graph) {
    this.opset = graph.opset();
    this.constants = graph.constants();
    this.edit = new GraphEdit(graph);
  }

  /**
   * The graph in operator set 13; the graph itself where it is of that set or a newer one.
   *
   * @throws GraphRefusedException where it is older than 7, or normalises every pixel by itself
   */
  public static Graph of(Graph graph) throws GraphRefusedException {
    if (graph.opset() < Graph.OLDEST_OPSET) {
      throw new GraphRefusedException(
          "The graph is of operator set %d, but can be upgraded from %d on; export it anew."
              .formatted(graph.opset(), Graph.OLDEST_OPSET));
    }
    return graph.opset() >= TARGET ? graph : new OpsetUpgrade(graph).upgraded();
  }

  private Graph upgraded() throws GraphRefusedException {
    for (NodeProto node : List.copyOf(edit.nodes())) {
      if (Frames.standard(node.getDomain())) {
        add(withInputs(node));
      } else {
        upgraded.add(node);
      }
    }
    edit.nodes().clear();
    edit.nodes().addAll(upgraded);
    edit.declareOpset(TARGET);
    return edit.graph();
  }

  private void add(NodeProto node) throws GraphRefusedException {
    switch (node.getOpType()) {
      case "Softmax", "LogSoftmax" -> addSoftmax(node);
      case "Upsample" -> upgraded.add(resize(node));
      case "Resize" -> upgraded.add(opset < 11 ? resize(node) : node);
      case "BatchNormalization" -> upgraded.add(perChannel(node));
      default -> upgraded.add(node);
    }
  }

  private NodeProto withInputs(NodeProto node) {
    Moved moved = MOVED.get(node.getOpType());
    if (moved == null || opset >= moved.since()) {
      return node;
    }
    NodeProto.Builder changed = node.toBuilder().clearAttribute();
    String[] inputs = new String[moved.attributes().size()];
    int last = 0;
    for (AttributeProto attribute : node.getAttributeList()) {
      int place = moved.attributes().indexOf(attribute.getName());
      if (place < 0) {
        changed.addAttribute(attribute);
      } else {
        String wish = node.getOutput(0) + "_" + attribute.getName();
        inputs[place] = edit.constant(wish, value(attribute));
        last = Math.max(last, place + 1);
      }
    }
    for (int place = 0; place < last; place++) {
      changed.addInput(inputs[place] == null ? "" : inputs[place]);
    }
    return changed.build();
  }

  private static HostTensor value(AttributeProto attribute) {
    if (attribute.getIntsCount() > 0) {
      long[] values = attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
      return HostTensor.integers(HostTensor.Kind.INT64, new long[] {values.length}, values);
    }
    if (attribute.getFloatsCount() > 0) {
      float[] values = new float[attribute.getFloatsCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = attribute.getFloats(i);
      }
      return HostTensor.floats(new long[] {values.length}, values);
    }
    return HostTensor.floats(new long[0], new float[] {attribute.getF()});
  }

  // All from the axis on used to be one distribution; now it must be put into rows, and back.
  private void addSoftmax(NodeProto node) {
    String input = node.getInput(0);
    String output = node.getOutput(0);
    long axis =
        node.getAttributeList().stream()
            .filter(attribute -> attribute.getName().equals("axis"))
            .mapToLong(AttributeProto::getI)
            .findFirst()
            .orElse(1);
    String shape = edit.freeName(output + "_shape");
    String rows = edit.freeName(output + "_rows");
    String shares = edit.freeName(output + "_shares");
    upgraded.add(OnnxParts.node("Shape", shape, List.of(input)));
    upgraded.add(OnnxParts.node("Flatten", rows, List.of(input), OnnxParts.integer("axis", axis)));
    upgraded.add(
        OnnxParts.node(node.getOpType(), shares, List.of(rows), OnnxParts.integer("axis", -1)));
    upgraded.add(OnnxParts.node("Reshape", output, List.of(shares, shape)));
  }

  // Pixels used to be counted from their corners, and to be cut off.
  private NodeProto resize(NodeProto node) throws GraphRefusedException {
    if (node.getInputCount() < 2) {
      throw new GraphRefusedException(
          "The node " + Node.read(node).describe() + " names no scales; export it anew.");
    }
    return node.toBuilder()
        .setOpType("Resize")
        .clearInput()
        .addInput(node.getInput(0))
        .addInput("")
        .addInput(node.getInput(1))
        .addAttribute(OnnxParts.text("coordinate_transformation_mode", "asymmetric"))
        .addAttribute(OnnxParts.text("nearest_mode", rounding(node)))
        .build();
  }

  // Enlarging took the pixel before, shrinking the one behind; a node may do only one of them now.
  private String rounding(NodeProto node) throws GraphRefusedException {
    HostTensor scales = constants.get(node.getInput(1));
    float least = 1;
    float most = 1;
    for (float scale : scales == null ? new float[0] : scales.floats()) {
      least = Math.min(least, scale);
      most = Math.max(most, scale);
    }
    if (node.getOpType().equals("Resize") && (scales == null || (least < 1 && most > 1))) {
      throw new GraphRefusedException(
          "The node "
              + Node.read(node).describe()
              + " enlarges and shrinks at once, which newer operator sets cannot; export it anew.");
    }
    return least < 1 ? "ceil" : "floor";
  }

  private static NodeProto perChannel(NodeProto node) throws GraphRefusedException {
    NodeProto.Builder changed = node.toBuilder().clearAttribute();
    for (AttributeProto attribute : node.getAttributeList()) {
      if (!attribute.getName().equals("spatial")) {
        changed.addAttribute(attribute);
      } else if (attribute.getI() == 0) {
        throw new GraphRefusedException(
            "The node "
                + Node.read(node).describe()
                + " normalises every pixel by itself, which newer operator sets cannot.");
      }
    }
    return changed.build();
  }
}
