package io.saccade.trainer.interpret;

import static io.saccade.trainer.graph.Models.dims;
import static io.saccade.trainer.graph.Models.floats;
import static io.saccade.trainer.graph.Models.row;
import static io.saccade.trainer.graph.OnnxParts.integer;
import static io.saccade.trainer.graph.OnnxParts.integers;
import static io.saccade.trainer.graph.OnnxParts.number;

import com.google.protobuf.ByteString;
import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.AttributeProto.AttributeType;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Models;
import io.saccade.trainer.graph.OnnxParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators and uses of them that ONNX has no vectors for: ONNX Runtime says what is right. */
final class RuntimeParityTest {

  /** One node from x to y. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Case(
      String op,
      int opset,
      long[] x,
      int rank,
      List<HostTensor> constants,
      List<AttributeProto> attributes) {

    static Case of(String op, int opset, long... x) {
      return new Case(op, opset, x, x.length, List.of(), List.of());
    }

    Case rank(int out) {
      return new Case(op, opset, x, out, constants, attributes);
    }

    Case with(HostTensor... more) {
      return new Case(op, opset, x, rank, List.of(more), attributes);
    }

    Case with(AttributeProto... more) {
      return new Case(op, opset, x, rank, constants, List.of(more));
    }

    ModelProto model() {
      Models models = Models.from(x, Axes.filled(rank, -1));
      List<String> inputs = new ArrayList<>(List.of("x"));
      for (HostTensor constant : constants) {
        if (constant.size() == 0) {
          inputs.add("");
        } else {
          inputs.add("c" + inputs.size());
          models.with(inputs.get(inputs.size() - 1), constant);
        }
      }
      AttributeProto[] all = attributes.toArray(AttributeProto[]::new);
      return models.with(OnnxParts.node(op, "y", inputs, all)).opset(opset);
    }

    @Override
    public String toString() {
      return op + " " + opset + " " + attributes.stream().map(AttributeProto::getName).toList();
    }
  }

  private static final HostTensor ABSENT = row();
  private static final HostTensor THREE = floats(dims(3), 0.5, -1, 2);
  private static final HostTensor OTHER_THREE = floats(dims(3), 0.25, 1, -0.5);

  static Set<String> operators() {
    Set<String> operators = new TreeSet<>(positive());
    cases().forEach(each -> operators.add(each.op()));
    return operators;
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String op : List.of("Exp", "Abs", "Neg", "Erf", "Softplus", "Reciprocal", "Tanh")) {
      cases.add(Case.of(op, 13, 2, 3, 4, 5));
    }
    addArithmetic(cases);
    addNormalisations(cases);
    addReductions(cases);
    addShapes(cases);
    addWindows(cases);
    addResampling(cases);
    return cases;
  }

  private static void addArithmetic(List<Case> cases) {
    HostTensor channels = floats(dims(3, 1, 1), 0.5, 1.5, 2);
    for (String op : List.of("Max", "Min", "Mean", "Sub", "Div")) {
      cases.add(Case.of(op, 13, 2, 3, 4, 5).with(channels));
    }
    cases.add(Case.of("Pow", 13, 2, 3, 4, 5).with(floats(dims(), 2)));
    cases.add(Case.of("Pow", 13, 2, 3, 4, 5).with(floats(dims(5), 1, 2, 3, 2, 1)));
    cases.add(Case.of("Clip", 6, 2, 3).with(number("min", -0.5f), number("max", 0.25f)));
    cases.add(Case.of("PRelu", 9, 2, 3, 4, 5).with(channels));
  }

  private static void addNormalisations(List<Case> cases) {
    HostTensor six = floats(dims(6), 1, 2, 3, 0.5, 0.25, -1);
    cases.add(Case.of("InstanceNormalization", 13, 2, 3, 4, 5).with(THREE, OTHER_THREE));
    cases.add(Case.of("LayerNormalization", 17, 2, 4, 3).with(THREE, OTHER_THREE));
    cases.add(
        Case.of("GroupNormalization", 21, 2, 6, 4, 5)
            .with(six, six)
            .with(integer("num_groups", 3)));
    cases.add(
        Case.of("GroupNormalization", 18, 2, 6, 4, 5)
            .with(THREE, OTHER_THREE)
            .with(integer("num_groups", 3)));
    cases.add(Case.of("Softmax", 11, 2, 3, 4, 5).with(integer("axis", 1)));
    cases.add(Case.of("LogSoftmax", 11, 2, 3, 4, 5).with(integer("axis", 2)));
    cases.add(Case.of("Dropout", 7, 2, 3).with(number("ratio", 0.7f)));
    HostTensor ratio = floats(dims(), 0.7);
    cases.add(Case.of("Dropout", 13, 2, 3).with(ratio));
  }

  private static void addReductions(List<Case> cases) {
    for (String op : List.of("ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceMean")) {
      cases.add(Case.of(op, 11, 2, 3, 4, 5).with(integers("axes", 2, -1)));
      cases.add(
          Case.of(op, 11, 2, 3, 4, 5).rank(3).with(integers("axes", 1), integer("keepdims", 0)));
    }
    cases.add(Case.of("ReduceSumSquare", 11, 2, 3, 4, 5).with(integers("axes", 1)));
    cases.add(Case.of("ReduceMean", 18, 2, 3, 4, 5).with(row(2, 3)));
    cases.add(Case.of("ReduceSum", 13, 2, 3, 4, 5).with(row(-1)));
    cases.add(Case.of("ReduceSum", 13, 2, 3, 4, 5).with(integer("noop_with_empty_axes", 1)));
    cases.add(Case.of("ReduceSum", 11, 2, 3, 4, 5));
  }

  private static void addShapes(List<Case> cases) {
    cases.add(Case.of("Cast", 13, 2, 3).with(integer("to", 1)));
    cases.add(Case.of("CastLike", 15, 2, 3).with(THREE));
    cases.add(Case.of("Expand", 13, 3, 1).rank(3).with(row(2, 1, 4)));
    cases.add(Case.of("Squeeze", 11, 2, 3, 1, 1).rank(2).with(integers("axes", 2, 3)));
    cases.add(Case.of("Unsqueeze", 11, 2, 3).rank(4).with(integers("axes", 0, -1)));
    cases.add(Case.of("Split", 11, 2, 6).with(integer("axis", 1), integers("split", 6)));
    cases.add(Case.of("Slice", 9, 4, 5).with(integers("starts", 1), integers("ends", -1)));
    cases.add(Case.of("SpaceToDepth", 13, 2, 3, 4, 6).with(integer("blocksize", 2)));
    for (String mode : List.of("DCR", "CRD")) {
      cases.add(
          Case.of("DepthToSpace", 13, 2, 8, 3, 4)
              .with(integer("blocksize", 2), text("mode", mode)));
    }
    for (String mode : List.of("constant", "edge", "reflect")) {
      cases.add(
          Case.of("Pad", 13, 1, 2, 4, 5)
              .with(row(0, 0, 2, 1, 0, 0, 1, 3))
              .with(text("mode", mode)));
    }
    cases.add(Case.of("Pad", 13, 1, 2, 4, 5).with(row(0, 0, -1, 1, 0, 0, 0, -2)));
  }

  private static void addWindows(List<Case> cases) {
    AttributeProto three = integers("kernel_shape", 3, 3);
    AttributeProto two = integers("strides", 2, 2);
    AttributeProto uneven = integers("pads", 0, 1, 1, 0);
    AttributeProto up = integer("ceil_mode", 1);
    AttributeProto even = integers("pads", 1, 1, 1, 1);
    cases.add(Case.of("MaxPool", 12, 1, 2, 7, 8).with(three, two, uneven, up));
    cases.add(Case.of("MaxPool", 12, 1, 2, 7, 8).with(three, two, even, up));
    cases.add(Case.of("MaxPool", 12, 1, 2, 7, 8).with(three, two, text("auto_pad", "SAME_LOWER")));
    for (int counted = 0; counted < 2; counted++) {
      AttributeProto include = integer("count_include_pad", counted);
      cases.add(Case.of("AveragePool", 11, 1, 2, 7, 8).with(three, two, uneven, include));
      cases.add(Case.of("AveragePool", 11, 1, 2, 7, 8).with(three, even, include));
      cases.add(Case.of("AveragePool", 19, 1, 2, 8, 8).with(three, two, even, up, include));
      cases.add(
          Case.of("AveragePool", 19, 1, 2, 9, 8)
              .with(three, even, include, integers("dilations", 2, 2)));
    }
    HostTensor weights = HostTensor.floats(dims(4, 3, 3, 3), OnnxRun.noise(5, 4, 3, 3, 3));
    HostTensor bias = floats(dims(4), 1, -1, 0.5, 2);
    for (String automatic : List.of("SAME_UPPER", "SAME_LOWER", "VALID")) {
      cases.add(
          Case.of("Conv", 11, 2, 3, 8, 7)
              .with(weights, bias)
              .with(two, text("auto_pad", automatic)));
    }
    cases.add(Case.of("Conv", 11, 2, 3, 8, 7).with(weights, bias).with(uneven));
    HostTensor signal = HostTensor.floats(dims(4, 3, 3), OnnxRun.noise(6, 4, 3, 3));
    cases.add(Case.of("Conv", 11, 2, 3, 9).with(signal, bias).with(integers("pads", 2, 0)));
    HostTensor back = HostTensor.floats(dims(3, 4, 3, 3), OnnxRun.noise(7, 3, 4, 3, 3));
    cases.add(
        Case.of("ConvTranspose", 11, 2, 3, 4, 5)
            .with(back, bias)
            .with(two, uneven, integers("output_padding", 1, 1)));
  }

  private static void addResampling(List<Case> cases) {
    HostTensor twice = floats(dims(4), 1, 1, 2, 2.5);
    for (String mode : List.of("nearest", "linear")) {
      cases.add(Case.of("Upsample", 9, 1, 2, 4, 6).with(twice).with(text("mode", mode)));
      cases.add(Case.of("Resize", 10, 1, 2, 4, 6).with(twice).with(text("mode", mode)));
      cases.add(
          Case.of("Resize", 13, 1, 2, 7, 5)
              .with(ABSENT, ABSENT, row(1, 2, 4, 10))
              .with(text("mode", mode), text("coordinate_transformation_mode", "align_corners")));
      cases.add(
          Case.of("Resize", 13, 1, 2, 7, 5)
              .with(ABSENT, ABSENT, row(1, 2, 4, 10))
              .with(text("mode", mode), text("coordinate_transformation_mode", "asymmetric")));
    }
  }

  private static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatOnnxRuntimeGives(Case each) throws Exception {
    ModelProto model = each.model();
    float[] input = OnnxRun.noise(3, each.x());

    float[] expected = OnnxRun.output(model, input, each.x());

    Closeness.assertClose(Forward.of(model, input, each.x()).floats(), expected);
  }

  @ParameterizedTest
  @MethodSource("positive")
  void givesWhatOnnxRuntimeGivesForPositiveNumbers(String op) throws Exception {
    ModelProto model = Case.of(op, 13, 2, 3).model();
    float[] input = {0.001f, 0.1f, 0.5f, 1, 2, 300};

    float[] expected = OnnxRun.output(model, input, 2, 3);

    Closeness.assertClose(Forward.of(model, input, 2, 3).floats(), expected);
  }

  static List<String> positive() {
    return List.of("Log", "Sqrt");
  }
}
