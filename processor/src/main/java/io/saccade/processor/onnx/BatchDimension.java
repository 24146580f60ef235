package io.saccade.processor.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TensorShapeProto;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a graph calls the dimension that counts images. */
final class BatchDimension {

  private BatchDimension() {}

  /** The name of the first dimension of the input; empty where it is fixed or has none. */
  static Optional<String> nameOf(byte[] model) {
    GraphProto graph;
    try {
      graph = ModelProto.parseFrom(UnsafeByteOperations.unsafeWrap(model)).getGraph();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a bundle's model has been parsed before", e);
    }
    Set<String> constants =
        graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    return graph.getInputList().stream()
        .filter(input -> !constants.contains(input.getName()))
        .flatMap(input -> input.getType().getTensorType().getShape().getDimList().stream().limit(1))
        .map(TensorShapeProto.Dimension::getDimParam)
        .filter(name -> !name.isEmpty())
        .findFirst();
  }
}
