package io.saccade.processor.onnx;

import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.NodeProto;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds operators whose output can be of any size, as the values of pixels have it. No budget holds
 * for such a model: the next image could ask for all the memory there is.
 */
final class PixelSizes {

  private PixelSizes() {}

  /** The first such operator. */
  static Optional<String> in(GraphProto graph, String image) {
    Set<String> ofPixels = new HashSet<>(Set.of(image));
    for (NodeProto node : graph.getNodeList()) {
      if (sizes(node).stream().anyMatch(ofPixels::contains)) {
        return Optional.of(node.getOpType() + " " + node.getName());
      }
      // A shape is the same for all images, whatever they show.
      boolean shape = node.getOpType().equals("Shape") || node.getOpType().equals("Size");
      if (!shape && node.getInputList().stream().anyMatch(ofPixels::contains)) {
        ofPixels.addAll(node.getOutputList());
      }
    }
    return Optional.empty();
  }

  /** The inputs that say how large the output is, where it can be larger than the others. */
  private static List<String> sizes(NodeProto node) {
    List<String> inputs = node.getInputList();
    return switch (node.getOpType()) {
      case "ConstantOfShape", "Range" -> inputs;
      case "Expand", "Tile", "Pad", "Upsample" ->
          inputs.subList(Math.min(1, inputs.size()), Math.min(2, inputs.size()));
      case "Resize" -> inputs.subList(Math.min(1, inputs.size()), inputs.size());
      default -> List.of();
    };
  }
}
