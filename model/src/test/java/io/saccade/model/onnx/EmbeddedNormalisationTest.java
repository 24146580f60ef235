package io.saccade.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.SharedData;
import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.TensorLayout;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class EmbeddedNormalisationTest {

  private static final Preprocessing TORCHVISION = Preprocessing.torchvision(8);

  @Test
  void takesPixelsWithChannelsLastInBatchesAsBefore() throws Exception {
    for (long batch : new long[] {1, GraphTensor.DYNAMIC}) {
      byte[] model = Graphs.classifier(batch, 3, 8, 8);
      EmbeddedNormalisation embedded = EmbeddedNormalisation.of(model, TORCHVISION);
      OnnxGraph graph = OnnxGraph.parse(embedded.model());
      ImageInput input = ImageInput.of(graph);

      assertThat(input.name()).isEqualTo(embedded.inputName()).isEqualTo("pixels");
      assertThat(input.type()).isEqualTo(ElementType.UINT8);
      assertThat(input.layout()).isEqualTo(TensorLayout.NHWC);
      assertThat(graph.inputs().get(0).dims()).containsExactly(batch, 8L, 8L, 3L);
      assertThat(graph.normalisation()).hasValue(TORCHVISION.formula());
    }
  }

  @Test
  void leavesTheNameOfTheBatchAndTheSizeThatWasOpen() throws Exception {
    byte[] anySize = Graphs.classifier(GraphTensor.DYNAMIC, 3, -1, -1);

    ValueInfoProto input = rewritten(anySize, TORCHVISION).getGraph().getInput(0);

    assertThat(input.getType().getTensorType().getShape().getDim(0).getDimParam())
        .isEqualTo("batch");
    assertThat(GraphTensor.of(input).dims()).containsExactly(-1L, 8L, 8L, 3L);
  }

  @Test
  void castsAndTurnsGreyPixelsOnly() throws Exception {
    byte[] model = Graphs.classifier(1, 1, 8, 8);

    assertThat(addedTo(model, Preprocessing.none(8, ColorOrder.GRAY)))
        .containsExactly("Transpose", "Cast");
  }

  @Test
  void turnsNothingForAModelWithChannelsLast() throws Exception {
    byte[] model = Graphs.classifier(1, 8, 8, 3);
    Preprocessing steps = channelsLast(Preprocessing.tensorflow(8));

    assertThat(addedTo(model, steps))
        .containsExactly("Cast", "Constant", "Mul", "Constant", "Sub", "Cast");
  }

  @Test
  void touchesNothingButTheInput() throws Exception {
    byte[] model = Graphs.changed(Graphs.classifier(), EmbeddedNormalisationTest::addUnknownFields);

    assertOnlyTheInputDiffers(model, TORCHVISION);
  }

  @Test
  void touchesNothingButTheInputOfRealModels() throws Exception {
    for (Path file : SharedData.filesUnder("models")) {
      byte[] model = Files.readAllBytes(file);
      ImageInput input = ImageInput.of(OnnxGraph.parse(model));
      int size = input.height().orElseThrow();
      assertOnlyTheInputDiffers(
          model,
          Preprocessing.none(size, input.channels() == 1 ? ColorOrder.GRAY : ColorOrder.RGB));
    }
  }

  private static void assertOnlyTheInputDiffers(byte[] model, Preprocessing steps)
      throws Exception {
    ModelProto before = ModelProto.parseFrom(model);
    ModelProto.Builder after = rewritten(model, steps).toBuilder();
    GraphProto.Builder graph = after.getGraphBuilder();
    int added = graph.getNodeCount() - before.getGraph().getNodeCount();
    List<NodeProto> others = List.copyOf(graph.getNodeList()).subList(added, graph.getNodeCount());
    graph.clearNode().addAllNode(others);
    int changed = names(graph.getInputList()).indexOf("pixels");
    graph.setInput(changed, before.getGraph().getInput(changed));
    after.removeMetadataProps(after.getMetadataPropsCount() - 1);

    assertThat(after.build()).isEqualTo(before);
  }

  @Test
  void findsNamesThatAreFree() throws Exception {
    byte[] model =
        Graphs.changed(
            Graphs.classifier(),
            builder -> {
              GraphProto.Builder graph = builder.getGraphBuilder();
              graph.addInitializerBuilder().setName("pixels").setDataType(1).addFloatData(1);
              graph.getNodeBuilder(0).setName("normalisation_0");
              graph.addNodeBuilder().setOpType("Constant").addOutput("normalisation_1");
            });

    GraphProto graph = rewritten(model, TORCHVISION).getGraph();

    assertThat(graph.getInput(0).getName()).isEqualTo("pixels_2");
    assertThat(graph.getNodeList().stream().map(NodeProto::getName)).doesNotHaveDuplicates();
    assertThat(graph.getNodeList().stream().flatMap(node -> node.getOutputList().stream()))
        .doesNotHaveDuplicates()
        .contains("image");
  }

  @Test
  void leavesInitializersThatAreListedAsInputs() throws Exception {
    byte[] model =
        Graphs.changed(
            Graphs.classifier(),
            builder -> {
              builder.setIrVersion(3);
              GraphProto.Builder graph = builder.getGraphBuilder();
              ValueInfoProto.Builder weights = graph.getInput(0).toBuilder();
              graph.addInput(0, weights.setName(graph.getInitializer(0).getName()));
            });

    ModelProto rewritten = rewritten(model, TORCHVISION);

    assertThat(rewritten.getIrVersion()).isEqualTo(3);
    assertThat(names(rewritten.getGraph().getInputList())).containsExactly("constant_0", "pixels");
    assertThat(rewritten.getGraph().getInitializerCount()).isEqualTo(2);
  }

  @Test
  void refusesAModelThatTakesPixelsAlready() throws Exception {
    byte[] once = EmbeddedNormalisation.of(Graphs.classifier(), TORCHVISION).model();

    Refusals.of(() -> EmbeddedNormalisation.of(once, TORCHVISION.toPixels()))
        .hasCode(RefusalCode.MODEL_SHAPES)
        .saying("pixels as they are", "no normalisation to embed", "uint8");
  }

  @Test
  void refusesPreprocessingForAnotherModel() {
    Refusals.of(
            () -> EmbeddedNormalisation.of(Graphs.classifier(-1, 1, 8, 8), Preprocessing.caffe(8)))
        .hasCode(RefusalCode.MODEL_SHAPES)
        .saying("[?, 1, 8, 8]", "3 channels", "NCHW");
  }

  @Test
  void refusesOperatorsThatDoNotBroadcast() {
    byte[] old = Graphs.changed(Graphs.classifier(), opset(6));
    byte[] oldest =
        Graphs.changed(
            Graphs.classifier(),
            model -> model.getOpsetImportBuilder(0).setDomain("com.microsoft"));

    Refusals.of(() -> EmbeddedNormalisation.of(old, TORCHVISION))
        .hasCode(RefusalCode.MODEL_OPERATORS)
        .saying("operator set 6", "7");
    Refusals.of(() -> EmbeddedNormalisation.of(oldest, TORCHVISION))
        .hasCode(RefusalCode.MODEL_OPERATORS);
  }

  private static Consumer<ModelProto.Builder> opset(long version) {
    return model -> model.getOpsetImportBuilder(0).setVersion(version);
  }

  private static void addUnknownFields(ModelProto.Builder model) {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(900, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
            .build();
    model.setUnknownFields(unknown);
    GraphProto.Builder graph = model.getGraphBuilder().setUnknownFields(unknown);
    graph.getNodeBuilder(0).setUnknownFields(unknown);
    graph.getInitializerBuilder(0).setUnknownFields(unknown);
    graph.getOutputBuilder(0).setUnknownFields(unknown);
    graph.addValueInfoBuilder().setName("constant_0").setDocString("weights");
    model.addMetadataPropsBuilder().setKey("author").setValue("somebody");
  }

  private static Preprocessing channelsLast(Preprocessing steps) {
    return new Preprocessing(
        steps.width(),
        steps.height(),
        steps.resizeShorterTo(),
        steps.color(),
        TensorLayout.NHWC,
        steps.type(),
        steps.filter(),
        steps.scale(),
        steps.mean(),
        steps.std(),
        steps.background());
  }

  private static ModelProto rewritten(byte[] model, Preprocessing steps) throws Exception {
    return ModelProto.parseFrom(EmbeddedNormalisation.of(model, steps).model());
  }

  private static List<String> addedTo(byte[] model, Preprocessing steps) throws Exception {
    GraphProto graph = rewritten(model, steps).getGraph();
    int added = graph.getNodeCount() - ModelProto.parseFrom(model).getGraph().getNodeCount();
    return graph.getNodeList().stream().limit(added).map(NodeProto::getOpType).toList();
  }

  private static List<String> names(List<ValueInfoProto> values) {
    return values.stream().map(ValueInfoProto::getName).toList();
  }
}
