package io.saccade.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.onnx.proto.TensorProto;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OnnxGraphTest {

  @Test
  void saysWhatAGraphTakesAndGives() throws Exception {
    OnnxGraph graph = OnnxGraph.parse(Graphs.classifier());

    assertThat(graph.inputs())
        .extracting(GraphTensor::describe)
        .containsExactly("image: float32 [?, 3, 8, 8]");
    assertThat(graph.outputs())
        .extracting(GraphTensor::describe)
        .containsExactly("scores: float32 [?, 3]");
    assertThat(graph.opsets()).containsEntry("", 17L);
    assertThat(graph.operators()).containsEntry("Conv", 1).containsEntry("Identity", 1);
    assertThat(graph.parameters()).isEqualTo(12);
    assertThat(graph.producer()).isEqualTo("saccade");
  }

  @Test
  void doesNotTakeAnInitializerForAnInput() throws Exception {
    byte[] listed =
        Graphs.changed(
            Graphs.classifier(),
            model -> model.getGraphBuilder().addInputBuilder().setName("constant_0"));

    assertThat(OnnxGraph.parse(listed).inputs())
        .extracting(GraphTensor::name)
        .containsExactly("image");
  }

  @Test
  void refusesNothing() {
    Refusals.of(() -> OnnxGraph.parse(new byte[0]))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <!DOCTYPE html><html><body>404</body></html>     | web page
          version https://git-lfs.github.com/spec/v1       | git lfs pull
          PK\u0003\u0004 archive                            | PyTorch
          xxxxTFL3                                          | TensorFlow Lite
          just some words                                   | not ONNX
          """)
  void saysWhatAFileIsInsteadOfAModel(String file, String said) {
    Refusals.of(() -> OnnxGraph.parse(file.getBytes(StandardCharsets.ISO_8859_1)))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying(said);
  }

  @Test
  void refusesASoundModelThatTheRuntimeWouldReadAsItsOwnFormat() {
    byte[] twoFaced = Graphs.changed(Graphs.classifier(), model -> model.setProducerName("ORTM"));
    assertThat(new String(twoFaced, 4, 4, StandardCharsets.ISO_8859_1)).isEqualTo("ORTM");

    Refusals.of(() -> OnnxGraph.parse(twoFaced))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("ONNX Runtime's own format");
  }

  @Test
  void refusesAModelCutAnywhere() {
    byte[] whole = Graphs.classifier();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      Refusals.of(() -> OnnxGraph.parse(cut)).hasCode(RefusalCode.MODEL_FORMAT);
    }
  }

  @Test
  void refusesOrReadsAnyBytesWithoutAnUncheckedException() {
    Random random = new Random(1);
    byte[] model = Graphs.classifier();
    for (int round = 0; round < 5_000; round++) {
      byte[] spoiled = model.clone();
      for (int i = 0; i <= round % 4; i++) {
        spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt();
      }
      Refusals.codeOrNone(() -> OnnxGraph.parse(spoiled));
    }
  }

  @Test
  void refusesAGraphNestedDeeperThanTheParserGoes() {
    byte[] nested = Graphs.classifier();
    for (int depth = 0; depth < 60; depth++) {
      byte[] inner = nested;
      nested =
          Graphs.changed(
              Graphs.classifier(),
              model -> {
                var branch = Graphs.node("", "If");
                try {
                  branch
                      .addAttributeBuilder()
                      .setName("then_branch")
                      .setG(io.saccade.model.onnx.proto.ModelProto.parseFrom(inner).getGraph());
                } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                  branch.setName("too deep to be read back");
                }
                model.getGraphBuilder().addNode(branch);
              });
    }
    byte[] deep = nested;
    assertThat(Refusals.codeOrNone(() -> OnnxGraph.parse(deep)))
        .isIn(RefusalCode.MODEL_FORMAT, RefusalCode.MODEL_OPERATORS);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 2})
  void refusesAFormatOlderThanOperatorSets(long version) {
    byte[] old = Graphs.changed(Graphs.classifier(), model -> model.setIrVersion(version));

    Refusals.of(() -> OnnxGraph.parse(old))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("format version");
  }

  @Test
  void seesASoftmaxBehindReshapesAndQuantisation() throws Exception {
    OnnxBuilder builder = new OnnxBuilder("probabilities");
    String image = builder.input("image", -1, 3, 8, 8);
    String flat = builder.flatten(image);
    builder.output("scores", flat, -1, 192);
    builder.output("probabilities", builder.flatten(builder.softmax(flat)), -1, 192);
    OnnxGraph graph = OnnxGraph.parse(builder.build());

    assertThat(graph.ending("probabilities")).isEqualTo(OutputEnding.SOFTMAX);
    assertThat(graph.ending("scores")).isEqualTo(OutputEnding.SCORES);
  }

  @Test
  void readsTypesThatItDoesNotKnow() throws Exception {
    byte[] exotic =
        Graphs.changed(
            Graphs.classifier(),
            model ->
                model
                    .getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .setElemType(TensorProto.DataType.BFLOAT16_VALUE + 5));

    assertThat(OnnxGraph.parse(exotic).inputs().get(0).type()).isEqualTo("type-21");
  }
}
