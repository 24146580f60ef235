package io.saccade.trainer.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.graph.HostTensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX's own tests of operators, from inputs to outputs. */
final class StandardVectorsTest {

  private static final Set<String> NOT_REGISTERED =
      Set.of("GatherElements", "SplitToSequence", "SequenceConstruct", "If", "Loop");

  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "test_constant", "it has no input",
          "test_div_int32_trunc", "it divides whole numbers, and tensors hold floats",
          "test_identity_opt", "its input is optional",
          "test_identity_sequence", "its input is a sequence",
          "test_maxpool_with_argmax_2d_precomputed_pads", "it asks for positions of maxima",
          "test_maxpool_with_argmax_2d_precomputed_strides", "it asks for positions of maxima",
          "test_dropout_default_mask", "it asks for what was dropped",
          "test_dropout_default_mask_ratio", "it asks for what was dropped",
          "test_resize_downsample_scales_linear_align_corners",
              "ONNX Runtime, which serves the model, rounds the length first",
          "test_resize_downsample_scales_cubic_align_corners",
              "ONNX Runtime, which serves the model, rounds the length first");

  // ONNX's documentation writes inputs and outputs of this one down with four decimals, and its own
  // runner allows a thousandth for it.
  private static final Set<String> ROUNDED =
      Set.of("test_averagepool_2d_ceil_last_window_starts_on_pad");

  static List<StandardVectors> all() throws Exception {
    return StandardVectors.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void givesWhatTheStandardSays(StandardVectors vectors) throws Exception {
    String reason = LEFT_OUT.get(vectors.name());
    assumeTrue(reason == null, () -> "left out because " + reason);
    assumeTrue(
        vectors.operators().stream().noneMatch(NOT_REGISTERED::contains),
        () -> "not an operator that can be trained through: " + vectors.operators());
    HostTensor input = vectors.input();
    for (int i = 0; i < vectors.outputs(); i++) {
      HostTensor output = Forward.of(vectors.forOutput(i), input.floats(), input.dims());
      assertThat(output.dims()).containsExactly(vectors.output(i).dims());
      Closeness.assertClose(output.floats(), expected(vectors, i));
    }
  }

  private static float[] expected(StandardVectors vectors, int output) throws Exception {
    float[] written = vectors.output(output).floats();
    if (!ROUNDED.contains(vectors.name())) {
      return written;
    }
    HostTensor input = vectors.input();
    float[] run = OnnxRun.output(vectors.forOutput(output), input.floats(), input.dims());
    assertThat(run).usingComparatorWithPrecision(1e-4f).containsExactly(written);
    return run;
  }

  @Test
  void leavesNoOperatorUntried() throws Exception {
    Set<String> untried = new TreeSet<>(Operators.names());
    StandardVectors.all().forEach(vectors -> untried.removeAll(vectors.operators()));
    RuntimeParityTest.operators().forEach(untried::remove);

    assertThat(untried).isEmpty();
  }
}
