package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.Preprocessing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTensorsTest {

  private final Decoding decoding = Decoding.defaults();

  private static Sample sample(String name, byte[] encoded) {
    return new Sample(name, 0, null, most -> encoded);
  }

  private static Sample ramp(int width, int height) {
    return sample("ramp", Png.of(Pictures.ramp(width, height), width, height, 3));
  }

  private float[] tensor(Preprocessing preprocessing, String words, Sample sample, int epoch)
      throws Exception {
    return batch(preprocessing, words, List.of(sample), epoch);
  }

  private float[] batch(Preprocessing preprocessing, String words, List<Sample> batch, int epoch)
      throws Exception {
    Augmentation augmentation = Augmentation.parse(words, Fill.NEAREST);
    TrainingTensors tensors = new TrainingTensors(preprocessing, decoding, augmentation, 42);
    int bytes = batch.size() * preprocessing.tensorBytes();
    ByteBuffer target = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    tensors.write(batch, epoch, target);
    assertThat(target.hasRemaining()).isFalse();
    float[] values = new float[bytes / Float.BYTES];
    target.flip().order(ByteOrder.nativeOrder()).asFloatBuffer().get(values);
    assertThat(decoding.handles().open()).isZero();
    assertThat(decoding.budget().taken()).isZero();
    return values;
  }

  /** Rotating by nothing goes through the canvas, the warp and the normalisation all the same. */
  @ParameterizedTest
  @ValueSource(ints = {28, 32, 96, 224})
  void isExactlyWhatTheProcessorMakesWhereNothingIsVaried(int size) throws Exception {
    for (int side : new int[] {size, 300}) {
      Sample noise = sample("noise", Pictures.png(side, side, 3));
      for (Preprocessing preprocessing :
          List.of(
              Preprocessing.torchvision(size),
              Preprocessing.caffe(size),
              Preprocessing.none(size, ColorOrder.GRAY))) {
        assertThat(tensor(preprocessing, "rotate=0", noise, 1))
            .isEqualTo(tensor(preprocessing, "", noise, 1));
      }
    }
  }

  @Test
  void mirrorsLeftToRight() throws Exception {
    Preprocessing preprocessing = Preprocessing.none(32, ColorOrder.RGB);
    Sample noise = sample("noise", Pictures.png(32, 32, 3));
    float[] plain = tensor(preprocessing, "", noise, 0);
    float[] mirrored = tensor(preprocessing, "flip=1", noise, 0);
    for (int i = 0; i < plain.length; i++) {
      assertThat(mirrored[i]).isEqualTo(plain[i / 32 * 32 + 31 - i % 32]);
    }
  }

  @Test
  void variesTheSameWayForTheSameSeedEpochAndNameWhateverTheBatch() throws Exception {
    Preprocessing preprocessing = Preprocessing.torchvision(32);
    String words = "flip,crop,rotate=20,shift=0.2,zoom=0.2,shear,color,erase,randaugment";
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      samples.add(sample("noise " + i, Pictures.png(40, 30, i)));
    }
    float[] all = batch(preprocessing, words, samples, 5);
    float[] again = batch(preprocessing, words, samples, 5);
    assertThat(again).isEqualTo(all);
    float[] alone = tensor(preprocessing, words, samples.get(7), 5);
    assertThat(alone).isEqualTo(Arrays.copyOfRange(all, 7 * 3072, 8 * 3072));
    assertThat(tensor(preprocessing, words, samples.get(7), 6)).isNotEqualTo(alone);
  }

  @ParameterizedTest
  @EnumSource(Variation.class)
  void changesTheImageByEveryVariation(Variation variation) throws Exception {
    Preprocessing preprocessing = Preprocessing.none(64, ColorOrder.RGB);
    float[] plain = tensor(preprocessing, "", ramp(64, 64), 0);
    int changed = 0;
    for (int epoch = 0; epoch < 12; epoch++) {
      float[] varied = tensor(preprocessing, variation.word(), ramp(64, 64), epoch);
      changed += Arrays.equals(varied, plain) ? 0 : 1;
      for (float value : varied) {
        assertThat(value).isBetween(0f, 255f);
      }
    }
    assertThat(changed).isGreaterThan(2);
  }

  @Test
  void fillsWithTheNearestPixelsAndStaysInTheImagesRange() throws Exception {
    Preprocessing preprocessing = Preprocessing.none(64, ColorOrder.RGB);
    for (int epoch = 0; epoch < 8; epoch++) {
      float[] moved = tensor(preprocessing, "shift=0.5,rotate=40", ramp(64, 64), epoch);
      for (int i = 2 * 64 * 64; i < moved.length; i++) {
        assertThat(moved[i]).isEqualTo(100f); // Blue is the same everywhere; black would show.
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Fill.class)
  void fillsInEveryWay(Fill fill) throws Exception {
    Preprocessing preprocessing = Preprocessing.none(32, ColorOrder.RGB);
    TrainingTensors tensors =
        new TrainingTensors(preprocessing, decoding, Augmentation.parse("shift=0.5", fill), 1);
    ByteBuffer target = ByteBuffer.allocateDirect(preprocessing.tensorBytes());
    tensors.write(List.of(ramp(32, 32)), 0, target.order(ByteOrder.nativeOrder()));
    float least = 255;
    for (int i = 2 * 1024 * Float.BYTES; i < target.capacity(); i += Float.BYTES) {
      least = Math.min(least, target.getFloat(i));
    }
    assertThat(least).isEqualTo(fill == Fill.CONSTANT ? 0f : 100f);
  }

  @Test
  void leavesNoNativeMemoryBehind() throws Exception {
    Preprocessing preprocessing = Preprocessing.torchvision(32);
    String words = "flip,crop,rotate=20,shift=0.2,zoom=0.2,shear,color,erase,randaugment";
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      samples.add(sample("noise " + i, Pictures.png(40, 30, i)));
    }
    batch(preprocessing, words, samples, 0);
    long before = Pointer.totalCount();
    for (int epoch = 1; epoch < 20; epoch++) {
      batch(preprocessing, words, samples, epoch);
    }
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before + 5);
  }

  @Test
  void namesTheSampleThatCannotBeReadAnyMore() {
    Sample gone = sample("a/gone.png", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> tensor(Preprocessing.torchvision(32), "", gone, 0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("a/gone.png: ");
    assertThat(decoding.handles().open()).isZero();
    assertThat(decoding.budget().taken()).isZero();
  }
}
