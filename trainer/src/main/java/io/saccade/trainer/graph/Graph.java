package io.saccade.trainer.graph;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.onnx.OnnxGraph;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A classifier's graph, ready to be interpreted and to be written back: whatever does not depend on
 * the input has been computed, so that weights are constants however the file hides them, and nodes
 * that no output needs are gone. Floats are float32 throughout, also where the file had others.
 * Immutable.
 */
public final class Graph {

  /**
   * The first operator set in which arithmetic broadcasts by itself, and dropout is off by itself.
   */
  public static final int OLDEST_OPSET = 7;

  private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

  private final ModelProto frame;
  private final List<NodeProto> written;
  private final List<Node> nodes;
  private final Map<String, HostTensor> constants;

  /**
   * A graph whose parts have been checked by {@link Assembly}.
   *
   * @param frame the model without nodes and constants
   */
  Graph(ModelProto frame, List<NodeProto> written, Map<String, HostTensor> constants)
      throws GraphRefusedException {
    this.frame = frame;
    this.written = List.copyOf(written);
    List<Node> read = new ArrayList<>();
    for (NodeProto node : written) {
      read.add(Node.read(node));
    }
    this.nodes = List.copyOf(read);
    this.constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
  }

  /**
   * Reads the ONNX file of a classifier.
   *
   * @throws GraphRefusedException where it is not a safe, whole model, its operator set is older
   *     than {@link #OLDEST_OPSET}, or {@link #of} refuses it
   */
  public static Graph read(Path file) throws GraphRefusedException, IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new GraphRefusedException(
          file.getFileName() + " is larger than the 2 GB that one ONNX file can have.");
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      OnnxGraph.parse(bytes);
    } catch (BundleRefusedException e) {
      throw new GraphRefusedException(file.getFileName() + ": " + e.getMessage(), e);
    }
    // The weights stay views of the bytes, so that a large model is not held twice.
    CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
    in.enableAliasing(true);
    ModelProto model = ModelProto.parseFrom(in);
    int opset = Frames.opset(model);
    if (opset > 0 && opset < OLDEST_OPSET) {
      throw new GraphRefusedException(
          "%s is of operator set %d, but must be of %d or newer; convert it, or export it anew."
              .formatted(file.getFileName(), opset, OLDEST_OPSET));
    }
    return of(model);
  }

  /**
   * Folds the constants of a model and drops its dead nodes, and inputs that only those read.
   *
   * @throws GraphRefusedException where it has not exactly one input, holds values that cannot be
   *     read, has control flow or functions of its own, or its nodes are not in order
   */
  public static Graph of(ModelProto model) throws GraphRefusedException {
    return Assembly.of(model).graph();
  }

  /** The version of ONNX's own operators that the nodes are written in. */
  public int opset() {
    return Frames.opset(frame);
  }

  /** The name of the only input. */
  public String input() {
    return frame.getGraph().getInput(0).getName();
  }

  /** The declared sizes of the input, -1 where one is free; empty where none are declared. */
  public long[] inputShape() {
    return Frames.shape(frame.getGraph().getInput(0));
  }

  /** The names of the outputs. */
  public List<String> outputs() {
    return frame.getGraph().getOutputList().stream().map(ValueInfoProto::getName).toList();
  }

  /** The declared sizes of an output, -1 where one is free; empty where none are declared. */
  public long[] outputShape(String output) {
    return frame.getGraph().getOutputList().stream()
        .filter(value -> value.getName().equals(output))
        .findFirst()
        .map(Frames::shape)
        .orElseThrow(() -> new IllegalArgumentException("there is no output " + output));
  }

  /** The nodes in an order in which they can be computed. */
  public List<Node> nodes() {
    return nodes;
  }

  /** All constants by name, folded ones included, in the order in which they were found. */
  public Map<String, HostTensor> constants() {
    return constants;
  }

  /** The constant of this name, which there must be. */
  public HostTensor constant(String name) {
    HostTensor constant = constants.get(name);
    if (constant == null) {
      throw new IllegalArgumentException("there is no constant " + name);
    }
    return constant;
  }

  /**
   * The same graph as a file, with these constants in place of those of the same name.
   *
   * @param trained as the constants that they replace: floats of equal dimensions
   */
  public ModelProto model(Map<String, HostTensor> trained) {
    trained.forEach(this::requireFits);
    ModelProto.Builder model = frame.toBuilder();
    model.getGraphBuilder().addAllNode(written);
    constants.forEach(
        (name, value) ->
            model.getGraphBuilder().addInitializer(trained.getOrDefault(name, value).write(name)));
    return model.build();
  }

  /** The model without nodes and constants. */
  ModelProto frame() {
    return frame;
  }

  /** The nodes as they stand in the file. */
  List<NodeProto> written() {
    return written;
  }

  private void requireFits(String name, HostTensor value) {
    HostTensor before = constant(name);
    if (before.kind() != value.kind() || !Arrays.equals(before.dims(), value.dims())) {
      throw new IllegalArgumentException(
          "the constant %s must be %s, but was %s".formatted(name, before, value));
    }
  }
}
