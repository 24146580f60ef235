package io.saccade.trainer.graph;

import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TensorShapeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All of a model that is neither node nor constant. */
final class Frames {

  // Before it, every constant had to be listed among the inputs as well, which folded ones are not.
  private static final long CONSTANTS_ARE_NO_INPUTS = 4;

  private Frames() {}

  /** The frame of a model as it was read; declared in float32 whatever float it had. */
  static ModelProto of(ModelProto model) throws GraphRefusedException {
    if (model.getFunctionsCount() > 0) {
      throw new GraphRefusedException(
          "The model defines operators of its own; export it with functions inlined.");
    }
    GraphProto graph = model.getGraph();
    if (graph.getSparseInitializerCount() > 0) {
      throw new GraphRefusedException("The model has sparse weights; export it with dense ones.");
    }
    Set<String> constants =
        graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    // Files of old operator sets list their constants among the inputs too.
    List<ValueInfoProto> open =
        graph.getInputList().stream().filter(i -> !constants.contains(i.getName())).toList();
    List<ValueInfoProto> inputs = open.size() > 1 ? read(open, graph) : open;
    if (inputs.size() != 1) {
      throw new GraphRefusedException(
          "The graph must have one input, the images, but has "
              + inputs.stream().map(ValueInfoProto::getName).toList()
              + ".");
    }
    ModelProto.Builder frame = model.toBuilder();
    frame
        .clearTrainingInfo()
        .setIrVersion(Math.max(model.getIrVersion(), CONSTANTS_ARE_NO_INPUTS))
        .getGraphBuilder()
        .clearNode()
        .clearInitializer()
        .clearValueInfo()
        .clearInput()
        .addInput(single(inputs.get(0)))
        .clearOutput()
        .addAllOutput(graph.getOutputList().stream().map(Frames::single).toList());
    if (opset(frame.build()) == 0) {
      throw new GraphRefusedException("The model names no version of ONNX's operators.");
    }
    return frame.build();
  }

  /** The inputs that any output needs: exporters leave masks and flags of training behind. */
  private static List<ValueInfoProto> read(List<ValueInfoProto> inputs, GraphProto graph) {
    Set<String> needed = new HashSet<>();
    graph.getOutputList().forEach(output -> needed.add(output.getName()));
    for (NodeProto node : Assembly.alive(graph.getNodeList(), Set.copyOf(needed))) {
      needed.addAll(node.getInputList());
    }
    return inputs.stream().filter(input -> needed.contains(input.getName())).toList();
  }

  /** The version of ONNX's own operators; 0 where it is missing. */
  static int opset(ModelProto frame) {
    return frame.getOpsetImportList().stream()
        .filter(opset -> standard(opset.getDomain()))
        .mapToInt(opset -> (int) opset.getVersion())
        .max()
        .orElse(0);
  }

  /** Whether the domain is that of ONNX's own operators. */
  static boolean standard(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  /** The declared sizes, -1 where one is free. */
  static long[] shape(ValueInfoProto value) {
    return value.getType().getTensorType().getShape().getDimList().stream()
        .mapToLong(TensorShapeProto.Dimension::getDimValue)
        .map(size -> size > 0 ? size : -1)
        .toArray();
  }

  /** Whether the type is a float of other width than float32. */
  static boolean otherFloat(long type) {
    return type == TensorProto.DataType.FLOAT16_VALUE
        || type == TensorProto.DataType.DOUBLE_VALUE
        || type == TensorProto.DataType.BFLOAT16_VALUE;
  }

  private static ValueInfoProto single(ValueInfoProto value) {
    if (!otherFloat(value.getType().getTensorType().getElemType())) {
      return value;
    }
    ValueInfoProto.Builder single = value.toBuilder();
    single.getTypeBuilder().getTensorTypeBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
    return single.build();
  }
}
