package io.saccade.trainer.export;

import com.google.protobuf.ByteString;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.Half;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.OnnxParts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps large constants as 16-bit floats. They are rounded before the model is proved and measured,
 * so that what is proved is what the file holds; the file itself then loses nothing.
 */
final class HalfStorage {

  /** Below it there is nothing to save. */
  private static final int LARGE = 256;

  private HalfStorage() {}

  /** The weights, and the large constants of the graph, as the file will hold them. */
  static Map<String, HostTensor> rounded(Graph graph, Map<String, HostTensor> weights) {
    Map<String, HostTensor> rounded = new HashMap<>(weights);
    graph
        .constants()
        .forEach(
            (name, constant) -> {
              HostTensor weight = weights.getOrDefault(name, constant);
              if (fits(weight)) {
                rounded.put(name, rounded(weight));
              }
            });
    return rounded;
  }

  /** The same model, its large constants written as 16-bit floats. */
  static ModelProto of(ModelProto model) {
    ModelProto.Builder half = model.toBuilder();
    GraphProto.Builder graph = half.getGraphBuilder().clearInitializer().clearNode();
    Set<String> taken = names(model.getGraph());
    List<NodeProto> casts = new ArrayList<>();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      if (isLarge(tensor) && fits(tensor)) {
        String name = tensor.getName() + "_half";
        while (!taken.add(name)) {
          name += "_";
        }
        graph.addInitializer(halved(tensor, name));
        casts.add(
            OnnxParts.node(
                    "Cast",
                    tensor.getName(),
                    List.of(name),
                    OnnxParts.integer("to", TensorProto.DataType.FLOAT_VALUE))
                .toBuilder()
                .setName(name)
                .build());
      } else {
        graph.addInitializer(tensor);
      }
    }
    graph.addAllNode(casts).addAllNode(model.getGraph().getNodeList());
    return half.build();
  }

  private static Set<String> names(GraphProto graph) {
    Set<String> names = new HashSet<>();
    graph.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
    for (NodeProto node : graph.getNodeList()) {
      names.add(node.getName());
      names.addAll(node.getOutputList());
    }
    return names;
  }

  private static boolean isLarge(TensorProto tensor) {
    return tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE
        && tensor.getRawData().size() >= LARGE * Float.BYTES;
  }

  private static boolean fits(TensorProto tensor) {
    ByteBuffer floats = floats(tensor);
    while (floats.hasRemaining()) {
      if (!fits(floats.getFloat())) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(HostTensor tensor) {
    if (!tensor.isFloat() || tensor.size() < LARGE) {
      return false;
    }
    for (float value : tensor.floats()) {
      if (!fits(value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(float value) {
    return Math.abs(value) <= Half.MOST;
  }

  private static HostTensor rounded(HostTensor tensor) {
    float[] values = tensor.floats();
    for (int i = 0; i < values.length; i++) {
      values[i] = Half.value(Half.bits(values[i]));
    }
    return HostTensor.floats(tensor.dims(), values);
  }

  private static TensorProto halved(TensorProto tensor, String name) {
    ByteBuffer floats = floats(tensor);
    ByteBuffer halves = ByteBuffer.allocate(floats.remaining() / 2).order(ByteOrder.LITTLE_ENDIAN);
    while (floats.hasRemaining()) {
      halves.putShort(Half.bits(floats.getFloat()));
    }
    return tensor.toBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.FLOAT16_VALUE)
        .setRawData(ByteString.copyFrom(halves.flip()))
        .build();
  }

  private static ByteBuffer floats(TensorProto tensor) {
    return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
