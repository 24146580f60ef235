package io.saccade.model.onnx;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.FunctionProto;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.SparseTensorProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TrainingInfoProto;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds tensors whose values lie in another file. ONNX Runtime would open that file, wherever it
 * is, also through a hard link; so a model that has one anywhere is refused, used or not. The depth
 * of the walk is bounded by the parser, which refuses messages nested more than 100 deep.
 */
final class ExternalTensors {

  private final List<String> found = new ArrayList<>();

  private ExternalTensors() {}

  /** The names of the tensors kept elsewhere, in the order of the file. */
  static List<String> of(ModelProto model) {
    ExternalTensors tensors = new ExternalTensors();
    tensors.inGraph(model.getGraph());
    for (FunctionProto function : model.getFunctionsList()) {
      tensors.inNodes(function.getNodeList());
      tensors.inAttributes(function.getAttributeProtoList());
    }
    for (TrainingInfoProto training : model.getTrainingInfoList()) {
      tensors.inGraph(training.getInitialization());
      tensors.inGraph(training.getAlgorithm());
    }
    return tensors.found;
  }

  private void inGraph(GraphProto graph) {
    graph.getInitializerList().forEach(this::look);
    graph.getSparseInitializerList().forEach(this::look);
    inNodes(graph.getNodeList());
  }

  private void inNodes(List<NodeProto> nodes) {
    nodes.forEach(node -> inAttributes(node.getAttributeList()));
  }

  private void inAttributes(List<AttributeProto> attributes) {
    for (AttributeProto attribute : attributes) {
      look(attribute.getT());
      attribute.getTensorsList().forEach(this::look);
      look(attribute.getSparseTensor());
      attribute.getSparseTensorsList().forEach(this::look);
      if (attribute.hasG()) {
        inGraph(attribute.getG());
      }
      attribute.getGraphsList().forEach(this::inGraph);
    }
  }

  private void look(SparseTensorProto tensor) {
    look(tensor.getValues());
    look(tensor.getIndices());
  }

  // Either mark is enough: readers differ in which of the two they believe. A location of a number
  // that is not known is not in the enum and lands among the unknown fields.
  private void look(TensorProto tensor) {
    if (tensor.getDataLocation() != TensorProto.DataLocation.DEFAULT
        || tensor.getExternalDataCount() > 0
        || tensor.getUnknownFields().hasField(TensorProto.DATA_LOCATION_FIELD_NUMBER)) {
      found.add(tensor.getName().isEmpty() ? "(unnamed)" : tensor.getName());
    }
  }
}
