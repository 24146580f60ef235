package io.saccade.processor.onnx;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.NodeProto;
import java.util.Optional;

/**
 * How much a run has to compute at the least. A run can only be ended between two operators, so one
 * that would stay in an operator for hours is refused before it begins: by the multiplications that
 * follow from the shapes, and a rate that no core reaches.
 */
final class LeastWork {

  /** Of float32 in a second: four times what the widest vector units of a core can do. */
  private static final double RATE = 4e11;

  /** Pooling looks at every pixel of a window by itself, and far from that rate. */
  private static final double WINDOW = 40;

  private LeastWork() {}

  /** An operator, and the seconds that it takes one core at the least. */
  record Longest(String operator, double seconds) {}

  /** The operator that takes longest, as far as shapes are known. */
  static Optional<Longest> of(InferredShapes shapes) {
    Longest longest = null;
    for (NodeProto node : shapes.graph().getNodeList()) {
      double seconds = multiplications(node, shapes) / RATE;
      if (longest == null || seconds > longest.seconds()) {
        longest = new Longest(node.getOpType() + " " + node.getName(), seconds);
      }
    }
    return Optional.ofNullable(longest);
  }

  private static double multiplications(NodeProto node, InferredShapes shapes) {
    if (node.getOutputCount() == 0 || node.getInputCount() == 0) {
      return 0;
    }
    double given = shapes.elements(node.getOutput(0));
    return switch (node.getOpType()) {
      case "Conv", "FusedConv" -> given * perFirstDimension(node, shapes);
      case "ConvTranspose" -> shapes.elements(node.getInput(0)) * perFirstDimension(node, shapes);
      case "MatMul", "FusedMatMul" -> given * lastDimension(node, shapes);
      case "AveragePool", "MaxPool", "LpPool" -> given * window(node) * WINDOW;
      default -> given;
    };
  }

  /** The weights that make one value of the output, or that one of the input goes to. */
  private static double perFirstDimension(NodeProto node, InferredShapes shapes) {
    if (node.getInputCount() < 2) {
      return 0;
    }
    long[] weights = shapes.dims().getOrDefault(node.getInput(1), new long[0]);
    double product = 1;
    for (int i = 1; i < weights.length; i++) {
      product *= Math.max(0, weights[i]);
    }
    return product;
  }

  private static double lastDimension(NodeProto node, InferredShapes shapes) {
    long[] left = shapes.dims().getOrDefault(node.getInput(0), new long[0]);
    return left.length == 0 ? 0 : Math.max(0, left[left.length - 1]);
  }

  private static double window(NodeProto node) {
    double pixels = 1;
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals("kernel_shape")) {
        for (long side : attribute.getIntsList()) {
          pixels *= Math.max(0, side);
        }
      }
    }
    return pixels;
  }
}
