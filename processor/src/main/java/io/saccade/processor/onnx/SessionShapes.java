package io.saccade.processor.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Manifest;
import io.saccade.model.image.ElementType;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a session's inputs and outputs against what the manifest says of them. */
final class SessionShapes {

  private SessionShapes() {}

  /**
   * Checks names, types and dimensions.
   *
   * @param rows the batch dimension that the session was told, where it was told one
   * @throws BundleRefusedException with {@code MODEL_SHAPES} if they differ
   */
  static void check(OrtSession session, Manifest manifest, int rows)
      throws OrtException, BundleRefusedException {
    if (session.getInputNames().size() != 1) {
      throw refused("the model must have one input, but has " + session.getInputNames());
    }
    TensorInfo input = tensor(session.getInputInfo(), manifest.input().name(), "input");
    OnnxJavaType type =
        manifest.input().preprocessing().type() == ElementType.UINT8
            ? OnnxJavaType.UINT8
            : OnnxJavaType.FLOAT;
    if (input.type != type) {
      throw refused(
          "input %s must be %s, but is %s".formatted(manifest.input().name(), type, input.type));
    }
    long[] shape = input.getShape();
    long[] expected = manifest.input().preprocessing().shape(1);
    boolean agrees = shape.length == expected.length;
    for (int i = 1; agrees && i < shape.length; i++) {
      agrees = shape[i] == -1 || shape[i] == expected[i];
    }
    if (!agrees) {
      throw refused(
          "input %s must be %s, but is %s"
              .formatted(
                  manifest.input().name(), Arrays.toString(expected), Arrays.toString(shape)));
    }
    if (shape[0] > 1 && shape[0] != rows) {
      throw refused("the model's batch dimension must be 1 or open, but is fixed at " + shape[0]);
    }
    checkOutput(session, manifest);
  }

  private static void checkOutput(OrtSession session, Manifest manifest)
      throws OrtException, BundleRefusedException {
    TensorInfo output = tensor(session.getOutputInfo(), manifest.output().name(), "output");
    if (output.type != OnnxJavaType.FLOAT) {
      throw refused(
          "output %s must be FLOAT, but is %s".formatted(manifest.output().name(), output.type));
    }
    long[] shape = output.getShape();
    long classes = 1;
    for (int i = 1; i < shape.length; i++) {
      classes *= shape[i];
    }
    boolean unknown = Arrays.stream(shape).skip(1).anyMatch(size -> size == -1);
    if (!unknown && (shape.length < 2 || classes != manifest.output().classes())) {
      throw refused(
          "output %s must be of %d classes, but is %s"
              .formatted(
                  manifest.output().name(), manifest.output().classes(), Arrays.toString(shape)));
    }
  }

  private static TensorInfo tensor(Map<String, NodeInfo> nodes, String name, String role)
      throws BundleRefusedException {
    @Nullable NodeInfo node = nodes.get(name);
    if (node == null) {
      throw refused(
          "the manifest names the %s %s, but the model has %s"
              .formatted(role, name, nodes.keySet()));
    }
    if (!(node.getInfo() instanceof TensorInfo tensor)) {
      throw refused("%s %s must be a tensor".formatted(role, name));
    }
    return tensor;
  }

  private static BundleRefusedException refused(String message) {
    return new BundleRefusedException(RefusalCode.MODEL_SHAPES, message);
  }
}
