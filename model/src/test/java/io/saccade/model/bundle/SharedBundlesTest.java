package io.saccade.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.SharedData;
import io.saccade.model.image.ColorOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SharedBundlesTest {

  private static final byte[] DIGITS =
      "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path parent;

  @ParameterizedTest
  @CsvSource({
    "mobilenet_v2_1.0_224_tf_fp32, imagenet_labels_1001_coral, TENSORFLOW, SOFTMAX, RGB",
    "mobilenetv2-12-int8, imagenet_classes, TORCHVISION, LOGITS, RGB",
    "squeezenet1.1_fp32_from_fp16, imagenet_classes, CAFFE, SOFTMAX, BGR",
    "mobilenet_v1_0.25_224_keras_fp32, imagenet_classes, TENSORFLOW, SOFTMAX, RGB",
    "resnet20_cifar10, cifar10, TORCHVISION, LOGITS, RGB",
  })
  void makesABundleOfARealClassifier(
      String model, String list, PreprocessPreset preset, OutputKind kind, ColorOrder color)
      throws Exception {
    BundleDraft draft = draft(model, read("labels/" + list + ".txt"), preset);
    Bundle bundle = draft.bundle();

    assertThat(bundle.manifest().output().kind()).isEqualTo(kind);
    assertThat(bundle.manifest().input().preprocessing().color()).isEqualTo(color);
    assertThat(bundle.fixedBatch()).isEmpty();
    assertThat(draft.notices()).hasSize(list.startsWith("imagenet") ? 1 : 0);
    for (String name : new String[] {"folder", "file.zip"}) {
      BundleWriter.write(bundle, parent.resolve(name), IfPresent.REFUSE);
      assertThat(Bundle.read(parent.resolve(name)).sha256()).isEqualTo(bundle.sha256());
    }
  }

  @Test
  void makesABundleOfAGreyClassifierWithAFixedBatch() throws Exception {
    Bundle bundle = draft("mnist_cnn", DIGITS, PreprocessPreset.NONE).bundle();

    assertThat(bundle.manifest().input().preprocessing().color()).isEqualTo(ColorOrder.GRAY);
    assertThat(bundle.fixedBatch()).hasValue(1);
  }

  @Test
  void saysThatTheBackgroundIsMissing() {
    String model = "mobilenet_v2_1.0_224_tf_fp32";
    byte[] thousand = read("labels/imagenet_classes.txt");

    Refusals.of(() -> draft(model, thousand, PreprocessPreset.TENSORFLOW))
        .hasCode(RefusalCode.MODEL_LABELS)
        .saying("1001 classes", "1000 labels", "'background'");
  }

  private static BundleDraft draft(String model, byte[] labels, PreprocessPreset preset)
      throws BundleRefusedException {
    BundleDraft.Order order = BundleDraft.Order.of(model, "1", preset);
    return BundleDraft.of(order, read("models/" + model + ".onnx"), labels);
  }

  private static byte[] read(String file) {
    try {
      return Files.readAllBytes(SharedData.require(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
