package io.saccade.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.saccade.model.SharedData;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds what is computed on the heap against the ONNX project's own vectors. */
final class OperatorVectorsTest {

  @Test
  void agreesWithTheVectorsOfTheFormat() throws Exception {
    Set<String> operators = new TreeSet<>();
    int compared = 0;
    for (Path file : SharedData.filesUnder("onnx-node/node")) {
      if (file.endsWith("model.onnx") && agrees(file, operators)) {
        compared++;
      }
    }

    assertThat(operators)
        .contains("Add", "Concat", "Constant", "Div", "Flatten", "Gather", "Identity", "Mul")
        .contains("Reshape", "Shape", "Slice", "Squeeze", "Sub", "Transpose", "Unsqueeze");
    assertThat(compared).isGreaterThanOrEqualTo(60);
  }

  /** Whether the vector was one that is computed here; a difference fails the test. */
  private static boolean agrees(Path file, Set<String> operators) throws Exception {
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
    if (model.getGraph().getNodeCount() != 1) {
      return false;
    }
    NodeProto proto = model.getGraph().getNode(0);
    Path set = file.resolveSibling("test_data_set_0");
    List<Optional<HostTensor>> inputs = new ArrayList<>();
    try {
      Map<String, HostTensor> values = new HashMap<>();
      for (int i = 0; i < model.getGraph().getInputCount(); i++) {
        values.put(model.getGraph().getInput(i).getName(), tensor(set, "input_" + i));
      }
      proto.getInputList().forEach(name -> inputs.add(Optional.ofNullable(values.get(name))));
      Optional<HostTensor> result =
          HostEvaluation.of(Node.read(proto), inputs, Frames.opset(model));
      if (result.isEmpty()) {
        return false;
      }
      HostTensor wanted = tensor(set, "output_0");
      assertThat(result.get().dims()).as(file.toString()).containsExactly(wanted.dims());
      assertThat(result.get().kind()).as(file.toString()).isEqualTo(wanted.kind());
      assertThat(result.get().floats()).as(file.toString()).containsExactly(wanted.floats());
    } catch (UnreadableException e) {
      return false;
    }
    operators.add(proto.getOpType());
    return true;
  }

  // Some vectors are sequences, or of types that no classifier uses.
  private static HostTensor tensor(Path set, String name) throws IOException, UnreadableException {
    try {
      byte[] bytes = Files.readAllBytes(set.resolve(name + ".pb"));
      return HostTensor.read(TensorProto.parseFrom(bytes));
    } catch (GraphRefusedException | InvalidProtocolBufferException e) {
      throw new UnreadableException(e);
    }
  }

  private static final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(Throwable cause) {
      super(cause);
    }
  }
}
