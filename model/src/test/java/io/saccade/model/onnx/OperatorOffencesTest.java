package io.saccade.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.protobuf.ByteString;
import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OperatorOffencesTest {

  @ParameterizedTest
  @CsvSource({
    "'', If, control flow",
    "'', Loop, control flow",
    "'', Scan, control flow",
    "ai.onnx, Loop, control flow",
    "'', RandomNormal, random numbers",
    "'', Multinomial, random numbers",
    "'', NonMaxSuppression, not an operator of image classifiers",
    "'', relu, not an operator of image classifiers",
    "'', '', not an operator of image classifiers",
    "com.microsoft, EPContext, compiled engine",
    "com.microsoft, Conv, not an operator of image classifiers",
    "com.microsoft.nchwc, Conv, custom domain",
    "ai.onnx.ml, TreeEnsembleClassifier, custom domain",
    "acme, Relu, custom domain",
  })
  void refusesAnOperatorOffTheList(String domain, String operator, String reason) {
    byte[] model = Graphs.with(Graphs.classifier(), Graphs.node(domain, operator));

    Refusals.of(() -> OnnxGraph.parse(model))
        .hasCode(RefusalCode.MODEL_OPERATORS)
        .saying(operator, reason);
  }

  @Test
  void namesAllOffendersAtOnceAndHowOftenTheyOccur() {
    byte[] model = Graphs.classifier();
    model = Graphs.with(model, Graphs.node("", "If"));
    model = Graphs.with(model, Graphs.node("acme", "Magic"));
    byte[] all = Graphs.with(model, Graphs.node("acme", "Magic"));

    Refusals.of(() -> OnnxGraph.parse(all))
        .hasCode(RefusalCode.MODEL_OPERATORS)
        .saying("If (control flow)", "acme:Magic (custom domain) × 2");
  }

  @Test
  void looksIntoBranches() {
    NodeProto.Builder branch = Graphs.node("", "If");
    branch.addAttributeBuilder().getGBuilder().addNode(Graphs.node("acme", "Hidden"));
    byte[] model = Graphs.with(Graphs.classifier(), branch);

    Refusals.of(() -> OnnxGraph.parse(model)).saying("acme:Hidden");
  }

  @Test
  void refusesAGraphInsideAnAcceptedOperator() {
    NodeProto.Builder relu = Graphs.node("", "Relu");
    relu.addAttributeBuilder().getGBuilder().addNode(Graphs.node("", "Relu"));
    byte[] model = Graphs.with(Graphs.classifier(), relu);

    Refusals.of(() -> OnnxGraph.parse(model)).saying("Relu with a graph inside");
  }

  @Test
  void refusesFunctionsThatCouldStandForAnything() {
    byte[] model =
        Graphs.changed(
            Graphs.classifier(),
            builder -> builder.addFunctionsBuilder().setDomain("").setName("Relu"));

    Refusals.of(() -> OnnxGraph.parse(model))
        .hasCode(RefusalCode.MODEL_OPERATORS)
        .saying("function :Relu");
  }

  @Test
  void refusesNormalisationOverTheBatch() {
    NodeProto.Builder norm = Graphs.node("", "BatchNormalization");
    norm.addAttributeBuilder().setName("training_mode").setI(1);
    byte[] model = Graphs.with(Graphs.classifier(), norm);

    Refusals.of(() -> OnnxGraph.parse(model)).saying("BatchNormalization in training mode");
  }

  @Test
  void refusesADropoutUnlessItIsSwitchedOffForGood() {
    NodeProto.Builder dropout =
        Graphs.node("", "Dropout").addInput("image").addInput("").addInput("training");
    byte[] open = Graphs.with(Graphs.classifier(), dropout);
    Refusals.of(() -> OnnxGraph.parse(open)).saying("Dropout in training mode");
    Refusals.of(() -> OnnxGraph.parse(withFlag(open, 1))).saying("Dropout in training mode");
    assertThatCode(() -> OnnxGraph.parse(withFlag(open, 0))).doesNotThrowAnyException();
  }

  @Test
  void acceptsADropoutThatAConstantNodeSwitchesOff() throws Exception {
    NodeProto.Builder constant = NodeProto.newBuilder().setOpType("Constant").addOutput("training");
    constant.addAttributeBuilder().setName("value").setT(flag(0));
    NodeProto.Builder dropout =
        Graphs.node("", "Dropout").addInput("image").addInput("").addInput("training");
    byte[] model = Graphs.with(Graphs.with(Graphs.classifier(), constant), dropout);

    assertThat(OnnxGraph.parse(model).operators()).containsEntry("Dropout", 1);
  }

  @Test
  void acceptsQuantisedAndFusedOperatorsOfTheRuntime() throws Exception {
    byte[] model = Graphs.with(Graphs.classifier(), Graphs.node("com.microsoft", "QLinearAdd"));

    assertThat(OnnxGraph.parse(model).operators()).containsEntry("com.microsoft:QLinearAdd", 1);
  }

  private static byte[] withFlag(byte[] model, int value) {
    return Graphs.changed(model, builder -> builder.getGraphBuilder().addInitializer(flag(value)));
  }

  private static TensorProto flag(int value) {
    return TensorProto.newBuilder()
        .setName("training")
        .setDataType(TensorProto.DataType.BOOL_VALUE)
        .setRawData(ByteString.copyFrom(new byte[] {(byte) value}))
        .build();
  }
}
