package io.saccade.processor.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TensorShapeProto;
import io.saccade.model.onnx.proto.TypeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model's graph without its weights, for one shape of input and with every tensor an output; in
 * rounds that each reach one {@code Slice} further.
 */
final class BareGraph {

  /** Shapes, axes and scales are smaller, and inference needs them; weights are larger. */
  private static final int SMALL = 16 << 10;

  /** Nodes in all rounds; that of a transformer with shifted windows takes half of it. */
  private static final long MOST_INFERRED = 100_000;

  private final ModelProto model;
  private final String image;
  private final long[] imageDims;
  private final Map<String, long[]> givenDims = new HashMap<>();
  private final Set<NodeProto> reached = new HashSet<>();
  private final Set<String> known = new HashSet<>();
  private List<NodeProto> included = List.of();
  private boolean started;
  private long inferred;

  private BareGraph(ModelProto model, String image, long[] imageDims) {
    this.model = model;
    this.image = image;
    this.imageDims = imageDims;
    givenDims.put(image, imageDims);
    for (TensorProto tensor : graph().getInitializerList()) {
      givenDims.put(tensor.getName(), dims(tensor));
    }
  }

  /** The graph of a bundle, for a batch of so many images. */
  static BareGraph of(Bundle bundle, int rows) {
    try {
      CodedInputStream in = UnsafeByteOperations.unsafeWrap(bundle.model()).newCodedInput();
      in.enableAliasing(true);
      return new BareGraph(
          ModelProto.parseFrom(in),
          bundle.manifest().input().name(),
          bundle.manifest().input().preprocessing().shape(rows));
    } catch (IOException e) {
      throw new IllegalStateException("a bundle's model has been parsed before", e);
    }
  }

  /** The graph as it is. */
  GraphProto graph() {
    return model.getGraph();
  }

  /** The name of its input. */
  String image() {
    return image;
  }

  /** The dimensions of the image and the weights, by name. */
  Map<String, long[]> givenDims() {
    return givenDims;
  }

  /** Whether anything is sliced. */
  boolean slices() {
    return graph().getNodeList().stream().anyMatch(BareGraph::isSlice);
  }

  /** The nodes of the round. */
  List<NodeProto> included() {
    return included;
  }

  /** Whether the round had every node. */
  boolean isWhole() {
    return included.size() == graph().getNodeCount();
  }

  /**
   * The model of the next round.
   *
   * @throws BundleRefusedException {@code MODEL_FORMAT} where there are too many rounds to wait for
   */
  byte[] nextRound() throws BundleRefusedException {
    included = started ? reachFurther() : reach();
    started = true;
    if (included.isEmpty()) {
      included = reachFurther();
    }
    inferred += included.size();
    if (inferred > MOST_INFERRED) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT,
          "too many Slice operators follow on one another, with others between them that shrink;"
              + " export the model with fewer");
    }
    return bytes();
  }

  /** The slices whose inputs were found sound, and what follows from them. */
  private List<NodeProto> reachFurther() {
    List<NodeProto> all = graph().getNodeList();
    Set<NodeProto> sound = new HashSet<>(included);
    int before = reached.size();
    all.stream()
        .filter(node -> isSlice(node) && known.containsAll(inputs(node)))
        .forEach(reached::add);
    // What nothing leads to is for loading to explain, and what cannot shrink, to infer at once.
    boolean nothingLeft =
        reached.size() == before
            || all.stream().filter(node -> !sound.contains(node)).noneMatch(Windows::canShrink);
    return nothingLeft ? all : reach();
  }

  /** All nodes that depend on no slice but those that were reached. */
  private List<NodeProto> reach() {
    known.clear();
    known.addAll(givenDims.keySet());
    List<NodeProto> found = new ArrayList<>();
    List<NodeProto> left = graph().getNodeList();
    boolean more = true;
    while (more) {
      List<NodeProto> waiting = new ArrayList<>();
      int before = found.size();
      for (NodeProto node : left) {
        if ((!isSlice(node) || reached.contains(node)) && known.containsAll(inputs(node))) {
          known.addAll(node.getOutputList());
          found.add(node);
        } else {
          waiting.add(node);
        }
      }
      left = waiting;
      more = found.size() > before && !left.isEmpty();
    }
    return found;
  }

  private static List<String> inputs(NodeProto node) {
    return node.getInputList().stream().filter(name -> !name.isEmpty()).toList();
  }

  private static boolean isSlice(NodeProto node) {
    return node.getOpType().equals("Slice");
  }

  private byte[] bytes() {
    GraphProto.Builder bare =
        GraphProto.newBuilder().setName(graph().getName()).addAllNode(included);
    Set<String> weights = new HashSet<>();
    for (TensorProto tensor : graph().getInitializerList()) {
      weights.add(tensor.getName());
      if (tensor.getSerializedSize() <= SMALL) {
        bare.addInitializer(tensor);
      } else {
        bare.addInput(value(tensor.getName(), tensor.getDataType(), dims(tensor)));
      }
    }
    for (ValueInfoProto value : graph().getInputList()) {
      if (!weights.contains(value.getName())) {
        int type = value.getType().getTensorType().getElemType();
        bare.addInput(value(value.getName(), type, imageDims));
      }
    }
    Set<String> outputs = new HashSet<>();
    for (NodeProto node : included) {
      for (String name : node.getOutputList()) {
        if (!name.isEmpty() && outputs.add(name)) {
          bare.addOutput(ValueInfoProto.newBuilder().setName(name));
        }
      }
    }
    return model.toBuilder().setGraph(bare).build().toByteArray();
  }

  private static long[] dims(TensorProto tensor) {
    return tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
  }

  private static ValueInfoProto value(String name, int type, long[] dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      shape.addDimBuilder().setDimValue(dim);
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
