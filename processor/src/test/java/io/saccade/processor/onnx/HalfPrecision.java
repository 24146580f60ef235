package io.saccade.processor.onnx;

import ai.onnxruntime.platform.Fp16Conversions;
import com.google.protobuf.InvalidProtocolBufferException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.Manifest;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeColor;

/** Makes a model of float32 compute in float16, and leaves its input and output as they are. */
final class HalfPrecision {

  private HalfPrecision() {}

  /** The colour model in float16. */
  static Bundle colors() throws InvalidProtocolBufferException, BundleRefusedException {
    Manifest whole = ColorModel.bundle("1").manifest();
    ModelDeclaration declared =
        ModelDeclaration.of("half-colors", "1", whole.input(), whole.output());
    return Bundle.of(declared, of(ColorModel.onnx()), ShapeColor.labels());
  }

  private static byte[] of(byte[] onnx) throws InvalidProtocolBufferException {
    ModelProto model = ModelProto.parseFrom(onnx);
    GraphProto graph = model.getGraph();
    String input = graph.getInput(0).getName();
    String output = graph.getOutput(0).getName();
    GraphProto.Builder half = graph.toBuilder().clearNode().clearInitializer();
    half.addNode(cast(input, input + "_half", TensorProto.DataType.FLOAT16_VALUE));
    for (NodeProto node : graph.getNodeList()) {
      half.addNode(renamed(renamed(node, input), output));
    }
    half.addNode(cast(output + "_half", output, TensorProto.DataType.FLOAT_VALUE));
    graph.getInitializerList().forEach(weights -> half.addInitializer(half(weights)));
    return model.toBuilder().setGraph(half).build().toByteArray();
  }

  private static TensorProto half(TensorProto weights) {
    TensorProto.Builder half =
        weights.toBuilder().clearFloatData().setDataType(TensorProto.DataType.FLOAT16_VALUE);
    for (float value : weights.getFloatDataList()) {
      half.addInt32Data(Fp16Conversions.floatToFp16(value) & 0xFFFF);
    }
    return half.build();
  }

  private static NodeProto renamed(NodeProto node, String name) {
    NodeProto.Builder renamed = node.toBuilder();
    for (int i = 0; i < node.getInputCount(); i++) {
      if (node.getInput(i).equals(name)) {
        renamed.setInput(i, name + "_half");
      }
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      if (node.getOutput(i).equals(name)) {
        renamed.setOutput(i, name + "_half");
      }
    }
    return renamed.build();
  }

  private static NodeProto cast(String from, String to, int type) {
    return NodeProto.newBuilder()
        .setOpType("Cast")
        .setName("cast_" + to)
        .addInput(from)
        .addOutput(to)
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("to")
                .setType(AttributeProto.AttributeType.INT)
                .setI(type))
        .build();
  }
}
