package io.saccade.model.onnx;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.StringStringEntryProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TensorShapeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.util.List;

/**
 * A model with its normalisation inside the graph: it takes pixels as they are, uint8 and channels
 * last, a quarter of the bytes, and computes from them the very floats that it took before.
 *
 * <p>What the old input was called is now what the last of the added nodes gives, so no other node,
 * weight or field is touched, and what this code does not know of is kept.
 */
public final class EmbeddedNormalisation {

  /** The metadata entry in which a model says what was embedded. */
  static final String METADATA = "saccade.normalisation";

  /** The first operator set whose arithmetic broadcasts by itself. */
  private static final long OLDEST_OPSET = 7;

  private final byte[] model;
  private final String inputName;

  private EmbeddedNormalisation(byte[] model, String inputName) {
    this.model = model;
    this.inputName = inputName;
  }

  /**
   * Puts the normalisation of this preprocessing before a model.
   *
   * @param model the bytes of the model, not written to
   * @param preprocessing how images become the model's input
   * @throws BundleRefusedException {@code MODEL_SHAPES} where the model takes no floats, or no
   *     images as the preprocessing makes them; {@code MODEL_OPERATORS} where its operator set is
   *     older than 7; and as {@link OnnxGraph#parse} refuses
   */
  public static EmbeddedNormalisation of(byte[] model, Preprocessing preprocessing)
      throws BundleRefusedException {
    OnnxGraph graph = OnnxGraph.parse(model);
    ImageInput input = ImageInput.of(graph);
    require(graph, input, preprocessing);
    ModelProto.Builder rewritten = ModelFile.parse(model).toBuilder();
    String pixels = rewrite(rewritten.getGraphBuilder(), input.name(), preprocessing);
    rewritten.addMetadataProps(
        StringStringEntryProto.newBuilder().setKey(METADATA).setValue(preprocessing.formula()));
    return new EmbeddedNormalisation(rewritten.build().toByteArray(), pixels);
  }

  /** The bytes of the model that takes pixels; not a copy. */
  public byte[] model() {
    return model;
  }

  /** What its input is called. */
  public String inputName() {
    return inputName;
  }

  private static void require(OnnxGraph graph, ImageInput input, Preprocessing preprocessing)
      throws BundleRefusedException {
    String takes = graph.inputs().get(0).describe();
    if (input.type() != ElementType.FLOAT32 || preprocessing.type() != ElementType.FLOAT32) {
      throw refused(
          RefusalCode.MODEL_SHAPES,
          "takes pixels as they are, so there is no normalisation to embed: " + takes);
    }
    if (input.layout() != preprocessing.layout() || input.channels() != preprocessing.channels()) {
      throw refused(
          RefusalCode.MODEL_SHAPES,
          "takes %s, but the preprocessing makes %d channels, %s"
              .formatted(takes, preprocessing.channels(), preprocessing.layout()));
    }
    long opset = graph.opsets().getOrDefault(AcceptedOperators.STANDARD, 0L);
    if (opset < OLDEST_OPSET) {
      throw refused(
          RefusalCode.MODEL_OPERATORS,
          "is of operator set %d, but a normalisation can be embedded from %d on; convert it first"
              .formatted(opset, OLDEST_OPSET));
    }
  }

  /** Returns the name of the new input. */
  private static String rewrite(GraphProto.Builder graph, String input, Preprocessing steps) {
    FreeNames names = new FreeNames(graph.build());
    String pixels = names.take("pixels");
    for (int i = 0; i < graph.getInputCount(); i++) {
      if (graph.getInput(i).getName().equals(input)) {
        graph.setInput(i, pixels(pixels, graph.getInput(i), steps));
      }
    }
    List<NodeProto> others = List.copyOf(graph.getNodeList());
    graph.clearNode();
    graph.addAllNode(NormalisationNodes.of(steps, names, pixels, input)).addAllNode(others);
    return pixels;
  }

  private static ValueInfoProto pixels(String name, ValueInfoProto before, Preprocessing steps) {
    TensorShapeProto shape =
        TensorShapeProto.newBuilder()
            .addDim(batch(before))
            .addDim(fixed(steps.height()))
            .addDim(fixed(steps.width()))
            .addDim(fixed(steps.channels()))
            .build();
    ValueInfoProto.Builder after = before.toBuilder().setName(name);
    after
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(TensorProto.DataType.UINT8_VALUE)
        .setShape(shape);
    return after.build();
  }

  /** The batch as it was declared, by its size or its name; else any. */
  private static TensorShapeProto.Dimension batch(ValueInfoProto before) {
    TensorShapeProto.Dimension batch = before.getType().getTensorType().getShape().getDim(0);
    boolean declared = batch.getDimValue() > 0 || !batch.getDimParam().isEmpty();
    return declared ? batch : TensorShapeProto.Dimension.getDefaultInstance();
  }

  private static TensorShapeProto.Dimension fixed(long size) {
    return TensorShapeProto.Dimension.newBuilder().setDimValue(size).build();
  }

  private static BundleRefusedException refused(RefusalCode code, String what) {
    return new BundleRefusedException(code, "The model " + what + ".");
  }
}
