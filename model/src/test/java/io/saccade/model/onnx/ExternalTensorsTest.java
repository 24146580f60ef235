package io.saccade.model.onnx;

import com.google.protobuf.UnknownFieldSet;
import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.SparseTensorProto;
import io.saccade.model.onnx.proto.TensorProto;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExternalTensorsTest {

  private static final TensorProto EXTERNAL =
      TensorProto.newBuilder()
          .setName("secret")
          .setDataLocation(TensorProto.DataLocation.EXTERNAL)
          .build();

  private static final SparseTensorProto SPARSE =
      SparseTensorProto.newBuilder().setValues(EXTERNAL).build();
  private static final GraphProto GRAPH = GraphProto.newBuilder().addInitializer(EXTERNAL).build();

  static Stream<Named<Consumer<ModelProto.Builder>>> placesAmongWeights() {
    return Stream.of(
        place("an initializer", model -> model.getGraphBuilder().addInitializer(EXTERNAL)),
        place(
            "an initializer that only lists a location",
            model -> {
              TensorProto.Builder tensor = TensorProto.newBuilder().setName("secret");
              tensor.addExternalDataBuilder().setKey("location").setValue("weights.bin");
              model.getGraphBuilder().addInitializer(tensor);
            }),
        place(
            "an initializer with a location of an unknown kind",
            model ->
                model
                    .getGraphBuilder()
                    .addInitializer(
                        TensorProto.newBuilder()
                            .setName("secret")
                            .setUnknownFields(unknownLocation()))),
        place(
            "a sparse initializer", model -> model.getGraphBuilder().addSparseInitializer(SPARSE)));
  }

  static Stream<Named<Consumer<ModelProto.Builder>>> placesInNodes() {
    return Stream.of(
        place("a constant", model -> attribute(model, a -> a.setT(EXTERNAL))),
        place("a list of constants", model -> attribute(model, a -> a.addTensors(EXTERNAL))),
        place("a sparse constant", model -> attribute(model, a -> a.setSparseTensor(SPARSE))),
        place("a list of sparse", model -> attribute(model, a -> a.addSparseTensors(SPARSE))),
        place("a branch", model -> attribute(model, a -> a.setG(GRAPH))),
        place("a list of branches", model -> attribute(model, a -> a.addGraphs(GRAPH))),
        place(
            "a branch of a branch",
            model ->
                attribute(
                    model,
                    a -> a.getGBuilder().addNodeBuilder().addAttributeBuilder().setG(GRAPH))),
        place(
            "a function",
            model ->
                model.addFunctionsBuilder().addNodeBuilder().addAttributeBuilder().setT(EXTERNAL)),
        place(
            "a default of a function",
            model -> model.addFunctionsBuilder().addAttributeProtoBuilder().setT(EXTERNAL)),
        place(
            "a training graph", model -> model.addTrainingInfoBuilder().setInitialization(GRAPH)));
  }

  @ParameterizedTest
  @MethodSource({"placesAmongWeights", "placesInNodes"})
  void refusesATensorKeptElsewhere(Consumer<ModelProto.Builder> hide) {
    byte[] model = Graphs.changed(Graphs.classifier(), hide);

    Refusals.of(() -> OnnxGraph.parse(model))
        .hasCode(RefusalCode.MODEL_EXTERNAL_DATA)
        .saying("secret", "one file");
  }

  private static void attribute(ModelProto.Builder model, Consumer<AttributeProto.Builder> change) {
    NodeProto.Builder node = Graphs.node("", "Constant");
    change.accept(node.addAttributeBuilder().setName("value"));
    model.getGraphBuilder().addNode(node);
  }

  private static UnknownFieldSet unknownLocation() {
    return UnknownFieldSet.newBuilder()
        .addField(
            TensorProto.DATA_LOCATION_FIELD_NUMBER,
            UnknownFieldSet.Field.newBuilder().addVarint(7).build())
        .build();
  }

  private static Named<Consumer<ModelProto.Builder>> place(
      String name, Consumer<ModelProto.Builder> hide) {
    return Named.of(name, hide);
  }
}
