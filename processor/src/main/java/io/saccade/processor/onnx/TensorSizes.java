package io.saccade.processor.onnx;

import io.saccade.model.onnx.proto.NodeProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much memory the tensors between a model's operators take.
 *
 * @param peak bytes that are alive at a time, at most, of one run; operators in the graph's order
 * @param constants bytes of what does not depend on the image, and stays for ever
 */
record TensorSizes(long peak, long constants) {

  /** So large that nothing is, and a few of them can still be added up. */
  private static final long LARGEST = Long.MAX_VALUE / 4;

  /** The sizes, as far as shapes are known. */
  static TensorSizes of(InferredShapes shapes) {
    List<NodeProto> nodes = shapes.graph().getNodeList();
    Map<String, Integer> lastUse = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (String name : nodes.get(i).getInputList()) {
        lastUse.put(name, i);
      }
    }
    Set<String> ofImage = new HashSet<>(Set.of(shapes.image()));
    long constants = 0;
    long alive = 0;
    long peak = 0;
    for (int i = 0; i < nodes.size(); i++) {
      NodeProto node = nodes.get(i);
      boolean constant = node.getInputList().stream().noneMatch(ofImage::contains);
      for (String name : node.getOutputList()) {
        if (constant) {
          constants = Math.min(LARGEST, constants + bytes(shapes, name));
        } else {
          ofImage.add(name);
          alive = Math.min(LARGEST, alive + bytes(shapes, name));
        }
      }
      peak = Math.max(peak, alive);
      for (String name : Set.copyOf(node.getInputList())) {
        if (ofImage.contains(name) && lastUse.getOrDefault(name, -1) == i) {
          alive = Math.max(0, alive - bytes(shapes, name));
        }
      }
    }
    return new TensorSizes(peak, constants);
  }

  private static long bytes(InferredShapes shapes, String name) {
    double bytes = shapes.elements(name) * shapes.bytes().getOrDefault(name, 0);
    return (long) Math.min(bytes, (double) LARGEST);
  }
}
