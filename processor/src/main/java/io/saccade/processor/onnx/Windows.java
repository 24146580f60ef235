package io.saccade.processor.onnx;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.onnx.proto.NodeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Whether operators leave anything of what they look at. */
final class Windows {

  private static final Set<String> OTHERS =
      Set.of("Pad", "Reshape", "Expand", "Tile", "ConstantOfShape", "Range", "Resize", "Upsample");

  private Windows() {}

  /** Whether the operator can make a dimension smaller than one, by mistake or on purpose. */
  static boolean canShrink(NodeProto node) {
    return hasWindow(node) || OTHERS.contains(node.getOpType());
  }

  /**
   * Checks what was inferred.
   *
   * @throws BundleRefusedException {@code MODEL_FORMAT} where an operator leaves nothing, or less
   */
  static void require(List<NodeProto> nodes, InferredShapes shapes) throws BundleRefusedException {
    for (NodeProto node : nodes) {
      for (String output : node.getOutputList()) {
        long[] dims = shapes.dims().getOrDefault(output, new long[0]);
        // Minus one may stand for what is not known, but not where all is that it follows from.
        boolean nothing =
            hasWindow(node)
                && isKnown(shapes, node)
                && Arrays.stream(dims).anyMatch(dim -> dim < 1);
        if (nothing || Arrays.stream(dims).anyMatch(dim -> dim < -1)) {
          throw new BundleRefusedException(
              RefusalCode.MODEL_FORMAT,
              "%s %s leaves nothing of its input: it gives %s"
                  .formatted(node.getOpType(), node.getName(), Arrays.toString(dims)));
        }
      }
    }
  }

  private static boolean isKnown(InferredShapes shapes, NodeProto node) {
    return node.getInputList().stream()
        .filter(name -> !name.isEmpty())
        .map(name -> shapes.dims().getOrDefault(name, new long[] {-1}))
        .flatMapToLong(Arrays::stream)
        .allMatch(dim -> dim > 0);
  }

  private static boolean hasWindow(NodeProto node) {
    String operator = node.getOpType();
    return operator.contains("Conv") || (operator.endsWith("Pool") && !operator.contains("Global"));
  }
}
