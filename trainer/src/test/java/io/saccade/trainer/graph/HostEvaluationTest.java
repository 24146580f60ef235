package io.saccade.trainer.graph;

import static io.saccade.trainer.graph.Models.dims;
import static io.saccade.trainer.graph.Models.floats;
import static io.saccade.trainer.graph.Models.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.onnx.proto.AttributeProto;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HostEvaluationTest {

  private static final HostTensor SIX = floats(dims(2, 3), 1, 2, 3, 4, 5, 6);

  @Test
  void turnsMatrices() throws Exception {
    HostTensor turned = evaluate("Transpose", SIX);

    assertThat(turned.dims()).containsExactly(3, 2);
    assertThat(turned.floats()).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void cutsWithStepsAndFromTheEnd() throws Exception {
    HostTensor cut = evaluate("Slice", SIX, row(-3), row(Long.MAX_VALUE), row(1), row(2));

    assertThat(cut.dims()).containsExactly(2, 2);
    assertThat(cut.floats()).containsExactly(1, 3, 4, 6);
  }

  @Test
  void cutsBackwards() throws Exception {
    HostTensor all = evaluate("Slice", SIX, row(-1), row(Long.MIN_VALUE + 9), row(1), row(-1));
    assertThat(all.floats()).containsExactly(3, 2, 1, 6, 5, 4);
    HostTensor some = evaluate("Slice", row(0, 1, 2, 3, 4), row(9), row(0), row(0), row(-3));
    assertThat(some.longs()).containsExactly(4, 1);
    assertThat(evaluate("Slice", row(), row(5), row(-9), row(0), row(-1)).longs()).isEmpty();
    assertThat(evaluate("Slice", row(1, 2), row(0), row(1), row(0), row(-1)).longs()).isEmpty();
  }

  @Test
  void comparesAndCountsWholeNumbers() throws Exception {
    assertThat(evaluate("Mod", row(-7, 7), row(3)).longs()).containsExactly(2, 1);
    assertThat(evaluate("GreaterOrEqual", row(1, 2), row(2)).longs()).containsExactly(0, 1);
    assertThat(evaluate("LessOrEqual", row(2, 3), row(2)).longs()).containsExactly(1, 0);
    assertThat(evaluate("Not", evaluate("Equal", row(1, 2), row(2))).longs()).containsExactly(1, 0);
    assertThat(evaluate("CastLike", row(1, 2), SIX).isFloat()).isTrue();
  }

  @Test
  void joinsAlongAnyAxis() throws Exception {
    Node node = node("Concat", 2, OnnxParts.integer("axis", 1));
    HostTensor two = floats(dims(2, 1), 7, 8);

    HostTensor joined = HostEvaluation.of(node, given(SIX, two), 17).orElseThrow();

    assertThat(joined.dims()).containsExactly(2, 4);
    assertThat(joined.floats()).containsExactly(1, 2, 3, 7, 4, 5, 6, 8);
  }

  @Test
  void dequantisesEveryChannelByItsOwnScale() throws Exception {
    HostTensor values =
        HostTensor.integers(HostTensor.Kind.UINT8, dims(2, 2), new long[] {0, 255, 10, 20});
    HostTensor zeros = HostTensor.integers(HostTensor.Kind.UINT8, dims(2), new long[] {0, 10});
    Node node = node("DequantizeLinear", 3, OnnxParts.integer("axis", 0));

    HostTensor floats =
        HostEvaluation.of(node, given(values, floats(dims(2), 0.5, 2), zeros), 13).orElseThrow();

    assertThat(floats.floats()).containsExactly(0, 127.5f, 0, 20);
  }

  @Test
  void computesTheSizesThatAReshapeLeavesOpen() throws Exception {
    assertThat(evaluate("Reshape", SIX, row(0, -1, 1)).dims()).containsExactly(2, 3, 1);
    assertThat(evaluate("Unsqueeze", SIX, row(-1, 0)).dims()).containsExactly(1, 2, 3, 1);
  }

  @Test
  void countsRangesBothWays() throws Exception {
    assertThat(evaluate("Range", scalar(5), scalar(0), scalar(-2)).longs())
        .containsExactly(5, 3, 1);
    assertThat(evaluate("Range", scalar(0), scalar(3), scalar(2)).longs()).containsExactly(0, 2);
    assertThat(evaluate("Range", scalar(3), scalar(0), scalar(1)).longs()).isEmpty();
  }

  @Test
  void linesOperandsUpWithTheNamedAxisBeforeOperatorSet7() throws Exception {
    Node node = node("Add", 2, OnnxParts.integer("axis", 0), OnnxParts.integer("broadcast", 1));

    HostTensor sum = HostEvaluation.of(node, given(SIX, floats(dims(2), 10, 20)), 6).orElseThrow();

    assertThat(sum.floats()).containsExactly(11, 12, 13, 24, 25, 26);
  }

  @Test
  void dividesIntegersTowardsZero() throws Exception {
    assertThat(evaluate("Div", row(-7, 7), row(2)).longs()).containsExactly(-3, 3);
  }

  @Test
  void doesNotKnowWhatDrawsRandomNumbersOrLearns() throws Exception {
    assertThat(result("RandomNormalLike", SIX)).isEmpty();
    assertThat(result("Conv", SIX, SIX)).isEmpty();
    assertThat(result("Dropout", SIX, floats(dims(), 0.5), scalar(1))).isEmpty();
  }

  @Test
  void makesNoWeightsOfNothing() throws Exception {
    assertThat(result("ConstantOfShape", row(1 << 14, 1 << 14))).isEmpty();
    assertThat(result("Expand", floats(dims(1), 1), row(1 << 14, 1 << 14))).isEmpty();
    HostTensor column = HostTensor.floats(dims(1 << 14, 1), new float[1 << 14]);
    assertThat(result("Mul", column, column.reshaped(1, 1 << 14))).isEmpty();
    assertThat(result("Less", column, column.reshaped(1, 1 << 14))).isEmpty();
  }

  @Test
  void saysWhichInputsDoNotFit() throws Exception {
    assertThatThrownBy(() -> result("Add", SIX, floats(dims(2), 1, 2)))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("Add n")
        .hasMessageContaining("[2, 3] and [2] do not go together");
    assertThatThrownBy(() -> result("Reshape", SIX, row(4, -1)))
        .isInstanceOf(GraphRefusedException.class);
    assertThatThrownBy(() -> result("Div", row(1), row(0)))
        .isInstanceOf(GraphRefusedException.class);
    assertThatThrownBy(() -> result("Gather", row(1), row(1)))
        .isInstanceOf(GraphRefusedException.class);
    assertThatThrownBy(() -> result("Transpose")).isInstanceOf(GraphRefusedException.class);
    Node flatten = node("Flatten", 1, OnnxParts.integer("axis", -9));
    assertThatThrownBy(() -> HostEvaluation.of(flatten, given(SIX), 17))
        .isInstanceOf(GraphRefusedException.class);
  }

  private static HostTensor scalar(long value) {
    return HostTensor.integers(HostTensor.Kind.INT64, dims(), new long[] {value});
  }

  private static HostTensor evaluate(String op, HostTensor... inputs) throws GraphRefusedException {
    return result(op, inputs).orElseThrow();
  }

  private static Optional<HostTensor> result(String op, HostTensor... inputs)
      throws GraphRefusedException {
    return HostEvaluation.of(node(op, inputs.length), given(inputs), 17);
  }

  private static List<Optional<HostTensor>> given(HostTensor... inputs) {
    return Arrays.stream(inputs).map(Optional::of).toList();
  }

  private static Node node(String op, int inputs, AttributeProto... attributes)
      throws GraphRefusedException {
    List<String> names = Collections.nCopies(inputs, "i");
    return Node.read(OnnxParts.node(op, "n", names, attributes));
  }
}
