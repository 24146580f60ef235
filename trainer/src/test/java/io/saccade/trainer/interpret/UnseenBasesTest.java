package io.saccade.trainer.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.graph.FreeBatch;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.OpsetUpgrade;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.graph.surgery.MapsCut;
import io.saccade.trainer.graph.surgery.NewHead;
import io.saccade.trainer.interpret.RandomClassifier.Ending;
import io.saccade.trainer.tensor.Precision;
import io.saccade.trainer.tensor.TorchBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bases that nobody has seen before: whatever ONNX Runtime makes of them, so must we. */
final class UnseenBasesTest {

  private static final int IMAGES = 3;

  /** Each ending in each operator set, every third of them with a fixed batch. */
  static List<Arguments> bases() {
    List<Arguments> bases = new ArrayList<>();
    for (int opset : RandomNodes.opsets()) {
      for (Ending ending : Ending.values()) {
        int seed = bases.size();
        bases.add(Arguments.of(opset, seed % 3 == 0 ? 2 : -1, ending, seed));
      }
    }
    return bases;
  }

  @ParameterizedTest
  @MethodSource("bases")
  void giveWhatOnnxRuntimeGives(int opset, long batch, Ending ending, long seed) throws Exception {
    ModelProto model = RandomClassifier.of(opset, batch, ending, seed);
    long[] dims = images(batch > 0 ? batch : IMAGES);

    float[] expected = OnnxRun.output(model, noise(seed, dims), dims);

    Closeness.assertClose(Forward.of(model, noise(seed, dims), dims).floats(), expected);
  }

  @ParameterizedTest
  @MethodSource("bases")
  void carryANewHead(int opset, long batch, Ending ending, long seed) throws Exception {
    Graph base = FreeBatch.of(Graph.of(RandomClassifier.of(opset, batch, ending, seed)));
    NewHead head = new NewHead(3, List.of(5), 0.5f, seed);
    long[] dims = images(IMAGES);
    Graph flat = MapsCut.of(base);
    float[] maps = OnnxRun.output(flat.model(Map.of()), noise(seed, dims), dims);

    assertCarried(head.on(base), seed);
    assertCarried(head.on(MapsCut.headed(flat, maps.length / IMAGES)), seed);
  }

  @ParameterizedTest
  @MethodSource("bases")
  void computeTheSameInANewerOperatorSet(int opset, long batch, Ending ending, long seed)
      throws Exception {
    Graph base = Graph.of(RandomClassifier.of(opset, batch, ending, seed));
    long[] dims = images(batch > 0 ? batch : IMAGES);

    ModelProto upgraded = OpsetUpgrade.of(base).model(Map.of());

    Closeness.assertClose(
        OnnxRun.output(upgraded, noise(seed, dims), dims),
        OnnxRun.output(base.model(Map.of()), noise(seed, dims), dims));
  }

  /** In every image's scores, and in a gradient for every weight of the base. */
  private static void assertCarried(GraftedHead grafted, long seed) throws Exception {
    long[] dims = images(IMAGES);
    float[] expected = OnnxRun.output(grafted.export(Map.of()), noise(seed, dims), dims);
    assertThat(expected).hasSize(IMAGES * 3);
    Closeness.assertClose(Forward.of(grafted.graph(), noise(seed, dims), dims).floats(), expected);
    TorchBackend backend = new TorchBackend();
    try (Interpreter<Tensor> interpreter = Interpreter.of(backend, grafted.graph())) {
      backend.inScope(
          () -> {
            Tensor loss =
                backend.withGradients(
                    Precision.FULL,
                    () -> {
                      Tensor x = backend.tensor(noise(seed, dims), dims);
                      Tensor scores = interpreter.forward(x, Mode.TRAIN);
                      Tensor wanted = backend.tensor(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3);
                      return backend.math().crossEntropy(scores, wanted);
                    });
            backend.backward(loss);
            interpreter
                .weights()
                .parameters()
                .forEach((name, weight) -> assertFinite(name, backend, weight));
            return loss;
          });
    }
  }

  private static void assertFinite(String name, TorchBackend backend, Tensor weight) {
    Tensor gradient = backend.gradient(weight).orElseThrow();
    for (float value : backend.values(gradient)) {
      assertThat(value).as(name).isFinite();
    }
  }

  private static long[] images(long count) {
    return new long[] {count, 3, RandomClassifier.SIDE, RandomClassifier.SIDE};
  }

  private static float[] noise(long seed, long... dims) {
    return OnnxRun.noise(seed, dims);
  }
}
