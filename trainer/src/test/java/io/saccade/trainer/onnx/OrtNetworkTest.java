package io.saccade.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.EmbeddedNormalisation;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.ShapeSamples;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.zoo.Architecture;
import io.saccade.trainer.zoo.InputShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

final class OrtNetworkTest {

  private final Preprocessing preprocessing = Preprocessing.torchvision(32);
  private final TrainingTensors tensors = ShapeSamples.tensors(preprocessing);
  private final List<Sample> samples = ShapeSamples.of(0, 150);

  private static ModelProto model() throws GraphRefusedException {
    return Architecture.SMALL_CNN.model(new InputShape(3, 32, 32), 6, 1);
  }

  @Test
  void givesTheSameRowsHoweverManyThreadsThereAre() throws Exception {
    List<Integer> told = new ArrayList<>();
    try (OrtNetwork alone = OrtNetwork.of(model(), 1);
        OrtNetwork three = OrtNetwork.of(model(), 3)) {
      float[][] rows = alone.rows(samples, tensors, 0, done -> {});

      assertThat(rows).hasDimensions(samples.size(), 6);
      assertThat(three.rows(samples, tensors, 0, told::add)).isDeepEqualTo(rows);
    }
    assertThat(told).isSorted().endsWith(samples.size());
  }

  @Test
  void runsABatchThatIsReadyAsItRunsSamples() throws Exception {
    List<Sample> batch = samples.subList(0, 19);
    ByteBuffer images =
        ByteBuffer.allocateDirect(20 * preprocessing.tensorBytes()).order(ByteOrder.nativeOrder());
    images.position(preprocessing.tensorBytes());
    tensors.write(batch, 0, images);
    images.flip().position(preprocessing.tensorBytes());
    FloatBuffer out = FloatBuffer.allocate(2 + batch.size() * 6).position(2);
    try (OrtNetwork network = OrtNetwork.of(model(), 2)) {
      network.run(images, batch.size(), out);

      float[][] rows = network.rows(batch, tensors, 0, done -> {});
      for (int row = 0; row < rows.length; row++) {
        for (int k = 0; k < 6; k++) {
          assertThat(out.get(2 + row * 6 + k)).isCloseTo(rows[row][k], within(rows[row][k]));
        }
      }
    }
  }

  @Test
  void runsABatchOfBytesWhereTheGraphTakesBytes() throws Exception {
    ModelProto bytes =
        ModelProto.parseFrom(
            EmbeddedNormalisation.of(model().toByteArray(), preprocessing).model());
    Preprocessing pixels = preprocessing.toPixels();
    List<Sample> batch = samples.subList(0, 11);
    ByteBuffer images = ByteBuffer.allocateDirect(batch.size() * pixels.tensorBytes());
    ShapeSamples.tensors(pixels).write(batch, 0, images);
    FloatBuffer out = FloatBuffer.allocate(batch.size() * 6);
    try (OrtNetwork floats = OrtNetwork.of(model(), 1);
        OrtNetwork network = OrtNetwork.of(bytes, 2)) {
      network.run(images.flip(), batch.size(), out);

      float[][] rows = floats.rows(batch, tensors, 0, done -> {});
      for (int i = 0; i < out.capacity(); i++) {
        float expected = rows[i / 6][i % 6];
        assertThat(out.get(i)).isCloseTo(expected, within(expected));
      }
    }
  }

  // What shares a batch may change the order of sums.
  private static Offset<Float> within(float value) {
    return Offset.offset(1e-5f * (1 + Math.abs(value)));
  }

  @Test
  void showsEveryOutputAndTheInput() throws Exception {
    Set<String> seen = new ConcurrentSkipListSet<>();
    try (OrtNetwork network = OrtNetwork.of(model(), 2)) {
      network.observe(samples, tensors, (value, shape, floats) -> seen.add(value));
    }
    assertThat(seen).isEqualTo(new TreeSet<>(Set.of("images", "logits")));
  }

  @Test
  void namesTheSampleThatCannotBeReadAndGoesOnWithOthers() throws Exception {
    List<Sample> broken = new ArrayList<>(samples);
    broken.add(70, new Sample("broken.png", 0, null, most -> new byte[] {1, 2, 3}));
    try (OrtNetwork network = OrtNetwork.of(model(), 2)) {
      assertThatThrownBy(() -> network.rows(broken, tensors, 0, done -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("broken.png");
      assertThat(network.rows(samples, tensors, 0, done -> {})).hasDimensions(150, 6);
    }
  }

  @Test
  void stopsWhenItIsInterrupted() throws Exception {
    try (OrtNetwork network = OrtNetwork.of(model(), 2)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> network.rows(samples, tensors, 0, done -> {}))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void freesTheMemoryOfItsBatchesAtOnce() throws Exception {
    try (OrtNetwork network = OrtNetwork.of(model(), 2)) {
      network.rows(samples, tensors, 0, done -> {});
      long before = Pointer.totalBytes();
      for (int round = 0; round < 5; round++) {
        network.rows(samples, tensors, 0, done -> {});
      }
      assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before + (1 << 20));
    }
  }

  @Test
  void takesTheSizeOfImagesFromTheBatchWhereTheGraphLeavesItFree() {
    assertThat(RowShape.of(new long[] {-1, 3, -1, -1}, 4, 3 * 8 * 8)).containsExactly(4, 3, 8, 8);
    assertThat(RowShape.of(new long[] {-1, 3, 8, -1}, 2, 3 * 8 * 9)).containsExactly(2, 3, 8, 9);
    assertThatThrownBy(() -> RowShape.of(new long[] {-1, 3, 8, 8}, 1, 100))
        .hasMessageContaining("100 values");
  }

  @Test
  void saysWhatOnnxRuntimeSaysOfAGraphThatItDoesNotTake() throws Exception {
    ModelProto.Builder broken = model().toBuilder();
    broken.getGraphBuilder().getNodeBuilder(0).setOpType("Nonsense");

    assertThatThrownBy(() -> OrtNetwork.of(broken.build(), 1))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("ONNX Runtime cannot load the model")
        .hasMessageContaining("Nonsense");
  }
}
