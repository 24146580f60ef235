package io.saccade.processor.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.onnx.proto.GraphProto;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The shapes of all tensors of a model for one batch, without running it: ONNX Runtime itself
 * infers them, from the graph with every tensor made an output and its weights taken away. Nothing
 * is folded, so nothing is allocated.
 *
 * <p>It is inferred in rounds, each of which ends before a {@code Slice} whose input is not known
 * yet: ONNX Runtime 1.28 does not notice a window that is larger than its image, infers a negative
 * size, and then ends the process where that is sliced.
 *
 * @param graph the graph as it is
 * @param image the name of its input
 * @param dims the dimensions of tensors by name, -1 where one cannot be known before a run
 * @param bytes of one element, by the same names
 */
record InferredShapes(
    GraphProto graph, String image, Map<String, long[]> dims, Map<String, Integer> bytes) {

  /**
   * The shapes for a batch; empty where the graph cannot be inferred, which loading it will
   * explain.
   *
   * @param rows images in the batch
   * @throws BundleRefusedException {@code MODEL_FORMAT} where loading it would end the process
   */
  static Optional<InferredShapes> of(OrtEnvironment environment, Bundle bundle, int rows)
      throws BundleRefusedException {
    BareGraph bare = BareGraph.of(bundle, rows);
    InferredShapes shapes = null;
    try (OrtSession.SessionOptions options = OnnxRuntime.options(1)) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      do {
        try (OrtSession session = environment.createSession(bare.nextRound(), options)) {
          shapes = of(bare, session);
        }
        Windows.require(bare.included(), shapes);
      } while (!bare.isWhole());
      return Optional.of(shapes);
    } catch (OrtException e) {
      if (bare.slices()) {
        throw OrtFailure.ofLoad(e, "cpu");
      }
      return Optional.empty();
    }
  }

  /** How many elements a tensor has; 0 where that is not known. */
  double elements(String name) {
    double elements = 1;
    for (long dim : dims.getOrDefault(name, new long[] {0})) {
      elements *= Math.max(0, dim);
    }
    return elements;
  }

  private static InferredShapes of(BareGraph bare, OrtSession session) throws OrtException {
    Map<String, long[]> dims = new HashMap<>(bare.givenDims());
    Map<String, Integer> bytes = new HashMap<>();
    session
        .getOutputInfo()
        .forEach(
            (name, node) -> {
              if (node.getInfo() instanceof TensorInfo tensor) {
                dims.put(name, tensor.getShape());
                bytes.put(name, elementBytes(tensor.type));
              }
            });
    return new InferredShapes(bare.graph(), bare.image(), dims, bytes);
  }

  private static int elementBytes(OnnxJavaType type) {
    return switch (type) {
      case INT64, DOUBLE -> Long.BYTES;
      case INT16, FLOAT16, BFLOAT16 -> Short.BYTES;
      case INT8, UINT8, BOOL -> Byte.BYTES;
      default -> Float.BYTES;
    };
  }
}
