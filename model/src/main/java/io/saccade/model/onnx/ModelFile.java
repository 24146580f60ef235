package io.saccade.model.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a file into a model, or says what the file is instead. */
final class ModelFile {

  // The first version in which operator sets exist; ONNX Runtime reads nothing older.
  private static final long OLDEST_IR_VERSION = 3;

  // Loading takes time by the square of it. The largest classifiers have a quarter of that.
  private static final int MOST_NODES = 20_000;

  // Inputs, outputs and attributes of nodes, weights, and what is declared of them.
  private static final long MOST_TENSORS = 10L * MOST_NODES;

  private ModelFile() {}

  /**
   * Parses a model. The weights are views of {@code bytes}, not copies, so a large model does not
   * take its size twice; {@code bytes} must not change while the result is in use.
   */
  static ModelProto parse(byte[] bytes) throws BundleRefusedException {
    if (bytes.length == 0) {
      throw refused("the file is empty", null);
    }
    // ONNX Runtime goes by these four bytes and would read a graph that nobody here has seen, even
    // where the rest is a sound ONNX file too.
    if (start(bytes).startsWith("ortm", 4)) {
      throw refused("it is in ONNX Runtime's own format; use the ONNX file it was made from", null);
    }
    ModelProto model;
    try {
      CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
      in.enableAliasing(true);
      model = ModelProto.parseFrom(in);
    } catch (InvalidProtocolBufferException e) {
      throw refused(
          whatItIsInstead(bytes, bytes.length + " bytes that end too early or are not ONNX"), e);
    } catch (IOException e) {
      throw refused("the bytes cannot be read", e);
    }
    requireWhole(model, bytes);
    return model;
  }

  // Protobuf accepts a file that was cut between two fields, and any bytes that happen to be
  // fields.
  private static void requireWhole(ModelProto model, byte[] bytes) throws BundleRefusedException {
    if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
      throw refused(whatItIsInstead(bytes, "there is no graph in it"), null);
    }
    if (model.getGraph().getNodeCount() > MOST_NODES) {
      throw refused(
          "its graph has %d nodes, more than %d"
              .formatted(model.getGraph().getNodeCount(), MOST_NODES),
          null);
    }
    if (tensors(model.getGraph()) > MOST_TENSORS) {
      throw refused(
          "its graph names %d tensors, more than %d"
              .formatted(tensors(model.getGraph()), MOST_TENSORS),
          null);
    }
    if (model.getIrVersion() < OLDEST_IR_VERSION) {
      throw refused("its format version is " + model.getIrVersion() + ", too old or missing", null);
    }
    if (model.getOpsetImportCount() == 0) {
      throw refused("it names no operator set, so it ends too early", null);
    }
    if (model.getGraph().getOutputCount() == 0) {
      throw refused("its graph has no output, so it ends too early", null);
    }
  }

  private static long tensors(GraphProto graph) {
    long ofNodes =
        graph.getNodeList().stream()
            .mapToLong(
                node -> node.getInputCount() + node.getOutputCount() + node.getAttributeCount())
            .sum();
    return ofNodes
        + graph.getInitializerCount()
        + graph.getValueInfoCount()
        + graph.getInputCount()
        + graph.getOutputCount();
  }

  private static String whatItIsInstead(byte[] bytes, String otherwise) {
    String start = start(bytes).stripLeading();
    if (start.startsWith("<")) {
      return "it is a web page; the download went wrong";
    }
    if (start.startsWith("version https://git-lfs")) {
      return "it is a Git LFS pointer; fetch the file itself with git lfs pull";
    }
    if (start.startsWith("pk\u0003\u0004")) {
      return "it is a zip, or a PyTorch file; export the model to ONNX";
    }
    if (start.startsWith("\u0089hdf")) {
      return "it is a Keras HDF5 file; export the model to ONNX";
    }
    if (start.startsWith("tfl3", 4)) {
      return "it is a TensorFlow Lite file; export the model to ONNX";
    }
    return otherwise;
  }

  private static String start(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, 256), StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT);
  }

  private static BundleRefusedException refused(String why, @Nullable Throwable cause) {
    return new BundleRefusedException(
        RefusalCode.MODEL_FORMAT, "The model is not a readable ONNX file: " + why + ".", cause);
  }
}
