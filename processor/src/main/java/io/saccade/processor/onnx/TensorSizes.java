package io.saccade.processor.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TensorShapeProto;
import io.saccade.model.onnx.proto.TypeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How large the tensors between a model's operators will be, without running it: ONNX Runtime
 * itself infers their shapes, from the graph with every tensor made an output and its weights taken
 * away. Nothing is folded, so nothing is allocated. What follows from the values of an image cannot
 * be known and counts as nothing.
 *
 * @param peak bytes that are alive at a time, at most, of one run; operators in the graph's order
 * @param constants bytes of what does not depend on the image, and stays for ever
 */
record TensorSizes(long peak, long constants) {

  /** Shapes, axes and scales are smaller, and inference needs them; weights are larger. */
  private static final int SMALL = 16 << 10;

  /**
   * The sizes for a batch; empty where the graph cannot be inferred, which loading it will explain.
   *
   * @param rows images in the batch
   */
  static Optional<TensorSizes> of(OrtEnvironment environment, Bundle bundle, int rows) {
    try (OrtSession.SessionOptions options = OnnxRuntime.options(1)) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      ModelProto model = parse(bundle.model());
      byte[] bare = bare(model, bundle.manifest().input().preprocessing().shape(rows));
      try (OrtSession session = environment.createSession(bare, options)) {
        return Optional.of(alive(model.getGraph(), bundle, bytes(session.getOutputInfo())));
      }
    } catch (OrtException | IOException e) {
      return Optional.empty();
    }
  }

  private static ModelProto parse(byte[] bytes) throws IOException {
    CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
    in.enableAliasing(true);
    return ModelProto.parseFrom(in);
  }

  /** The graph without its weights, for one shape of input, with every tensor an output. */
  private static byte[] bare(ModelProto model, long[] input) {
    GraphProto given = model.getGraph();
    GraphProto.Builder graph =
        given.toBuilder().clearInitializer().clearInput().clearOutput().clearValueInfo();
    Set<String> weights = new HashSet<>();
    for (TensorProto tensor : given.getInitializerList()) {
      weights.add(tensor.getName());
      if (tensor.getSerializedSize() <= SMALL) {
        graph.addInitializer(tensor);
      } else {
        graph.addInput(
            value(
                tensor.getName(),
                tensor.getDataType(),
                tensor.getDimsList().stream().mapToLong(Long::longValue).toArray()));
      }
    }
    for (ValueInfoProto value : given.getInputList()) {
      if (!weights.contains(value.getName())) {
        graph.addInput(
            value(value.getName(), value.getType().getTensorType().getElemType(), input));
      }
    }
    for (String name : outputsOf(given)) {
      graph.addOutput(ValueInfoProto.newBuilder().setName(name));
    }
    return model.toBuilder().setGraph(graph).build().toByteArray();
  }

  private static Set<String> outputsOf(GraphProto graph) {
    Set<String> names = new LinkedHashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      node.getOutputList().stream().filter(name -> !name.isEmpty()).forEach(names::add);
    }
    return names;
  }

  private static ValueInfoProto value(String name, int type, long[] dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      shape.addDimBuilder().setDimValue(dim);
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static Map<String, Long> bytes(Map<String, NodeInfo> outputs) {
    Map<String, Long> bytes = new HashMap<>();
    outputs.forEach(
        (name, node) -> {
          if (node.getInfo() instanceof TensorInfo tensor) {
            bytes.put(name, bytes(tensor));
          }
        });
    return bytes;
  }

  /** At most a quarter of what a long holds, so that a few of them can be added up. */
  private static long bytes(TensorInfo tensor) {
    double bytes = elementBytes(tensor.type);
    for (long dim : tensor.getShape()) {
      bytes *= Math.max(0, dim);
    }
    return (long) Math.min(bytes, Long.MAX_VALUE / 4d);
  }

  private static int elementBytes(OnnxJavaType type) {
    return switch (type) {
      case INT64, DOUBLE -> Long.BYTES;
      case INT16, FLOAT16, BFLOAT16 -> Short.BYTES;
      case INT8, UINT8, BOOL -> Byte.BYTES;
      default -> Float.BYTES;
    };
  }

  private static TensorSizes alive(GraphProto graph, Bundle bundle, Map<String, Long> bytes) {
    Map<String, Integer> lastUse = new HashMap<>();
    List<NodeProto> nodes = graph.getNodeList();
    for (int i = 0; i < nodes.size(); i++) {
      for (String name : nodes.get(i).getInputList()) {
        lastUse.put(name, i);
      }
    }
    Set<String> ofImage = new HashSet<>(Set.of(bundle.manifest().input().name()));
    long constants = 0;
    long alive = 0;
    long peak = 0;
    for (int i = 0; i < nodes.size(); i++) {
      NodeProto node = nodes.get(i);
      boolean constant = node.getInputList().stream().noneMatch(ofImage::contains);
      for (String name : node.getOutputList()) {
        long size = bytes.getOrDefault(name, 0L);
        if (constant) {
          constants = capped(constants + size);
        } else {
          ofImage.add(name);
          alive = capped(alive + size);
        }
      }
      peak = Math.max(peak, alive);
      for (String name : Set.copyOf(node.getInputList())) {
        if (ofImage.contains(name) && lastUse.getOrDefault(name, -1) == i) {
          alive = Math.max(0, alive - bytes.getOrDefault(name, 0L));
        }
      }
    }
    return new TensorSizes(peak, constants);
  }

  private static long capped(long bytes) {
    return Math.min(bytes, Long.MAX_VALUE / 4);
  }
}
