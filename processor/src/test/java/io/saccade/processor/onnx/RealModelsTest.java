package io.saccade.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.NativeHandles;
import io.saccade.model.SharedData;
import io.saccade.model.bundle.BundleDraft;
import io.saccade.model.bundle.PreprocessPreset;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LocalClassifier;
import io.saccade.processor.serving.ModelGate;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real models on real photographs, held to the accuracy that others measured for them. */
final class RealModelsTest {

  private final NativeHandles handles = new NativeHandles();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  private record Photograph(Path file, int truth) {}

  @AfterEach
  void leavesNothingOpen() {
    threads.shutdown();
    assertThat(handles.open()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "mobilenet_v2_1.0_224_tf_fp32.onnx,TENSORFLOW,imagenet_labels_1001_coral.txt,1,88.1",
    "mobilenetv2-12-int8.onnx,TORCHVISION,imagenet_classes.txt,0,81.7",
    "squeezenet1.1_fp32_from_fp16.onnx,CAFFE,imagenet_classes.txt,0,60.7",
    "mobilenet_v1_0.25_224_keras_fp32.onnx,TENSORFLOW,imagenet_classes.txt,0,60.0",
  })
  void classifiesPhotographsAsWellAsOthersMeasured(
      String model, PreprocessPreset preset, String labels, int firstClass, double top1)
      throws Exception {
    List<Photograph> photographs = photographs(firstClass);
    try (LocalClassifier classifier = classifier(model, preset, labels)) {
      double accuracy = accuracy(classifier, photographs);
      System.out.printf("top-1 of %s on 300 photographs: %.1f %%%n", model, accuracy);
      assertThat(accuracy).isGreaterThanOrEqualTo(top1 - 2);
    }
  }

  @Test
  void classifiesSmallPicturesAsWellAsOthersMeasured() throws Exception {
    List<String> names =
        Files.readAllLines(SharedData.require("labels/cifar10.txt")).stream().toList();
    List<Photograph> pictures = new ArrayList<>();
    for (Path file : SharedData.filesUnder("images/cifar10-jpg-subset/test")) {
      String folder = String.valueOf(file.getName(file.getNameCount() - 2));
      pictures.add(new Photograph(file, names.indexOf(folder)));
    }
    assertThat(pictures).hasSize(1000);
    try (LocalClassifier classifier =
        classifier("resnet20_cifar10.onnx", PreprocessPreset.TORCHVISION, "cifar10.txt")) {
      double accuracy = accuracy(classifier, pictures);
      System.out.printf("top-1 of resnet20 on 1000 CIFAR-10 pictures: %.1f %%%n", accuracy);
      assertThat(accuracy).isGreaterThanOrEqualTo(81.0 - 2);
    }
  }

  @Test
  void readsHandwrittenDigitsAsWellAsOthersMeasured(@TempDir Path folder) throws Exception {
    List<Photograph> digits = Digits.write(folder, 1000);
    byte[] onnx = Files.readAllBytes(SharedData.require("models/mnist_cnn.onnx"));
    byte[] labels = "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n".getBytes(StandardCharsets.UTF_8);
    try (LocalClassifier classifier = classifier(PreprocessPreset.NONE, onnx, labels)) {
      double accuracy = accuracy(classifier, digits);
      System.out.printf("top-1 of mnist_cnn on 1000 digits: %.1f %%%n", accuracy);
      assertThat(accuracy).isGreaterThanOrEqualTo(98.9 - 2);
    }
  }

  /** MNIST's own file format, turned into PNGs. */
  private static final class Digits {

    static List<Photograph> write(Path folder, int count) throws IOException {
      byte[] images = unpacked("images/mnist-idx/t10k-images-idx3-ubyte.gz");
      byte[] labels = unpacked("images/mnist-idx/t10k-labels-idx1-ubyte.gz");
      List<Photograph> digits = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        image
            .getRaster()
            .setDataElements(
                0, 0, 28, 28, Arrays.copyOfRange(images, 16 + i * 784, 16 + (i + 1) * 784));
        Path file = folder.resolve(i + ".png");
        ImageIO.write(image, "png", file.toFile());
        digits.add(new Photograph(file, labels[8 + i]));
      }
      return digits;
    }

    private static byte[] unpacked(String file) throws IOException {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(SharedData.require(file)))) {
        return in.readAllBytes();
      }
    }
  }

  private LocalClassifier classifier(String model, PreprocessPreset preset, String labels)
      throws Exception {
    byte[] onnx = Files.readAllBytes(SharedData.require("models/" + model));
    byte[] names = Files.readAllBytes(SharedData.require("labels/" + labels));
    return classifier(preset, onnx, names);
  }

  private LocalClassifier classifier(PreprocessPreset preset, byte[] onnx, byte[] names)
      throws Exception {
    BundleDraft draft = BundleDraft.of(BundleDraft.Order.of("m", "1", preset), onnx, names);
    ModelGate gate =
        new ModelGate(
            new OnnxRuntime(handles),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(256L << 20),
            handles);
    return new LocalClassifier(gate.admit(draft.bundle(), LanePlan.single(), 2).model());
  }

  private static List<Photograph> photographs(int firstClass) throws IOException {
    Path folder = SharedData.require("images/imagenet-300");
    List<Photograph> photographs = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("truth.csv"))) {
      int comma = line.lastIndexOf(',');
      if (!line.endsWith("class_index")) {
        photographs.add(
            new Photograph(
                folder.resolve(line.substring(0, comma)),
                Integer.parseInt(line.substring(comma + 1)) + firstClass));
      }
    }
    assertThat(photographs).hasSize(300);
    return photographs;
  }

  private double accuracy(LocalClassifier classifier, List<Photograph> photographs)
      throws Exception {
    List<Future<Boolean>> right = new ArrayList<>();
    for (Photograph photograph : photographs) {
      right.add(
          threads.submit(
              () -> {
                ByteBuffer encoded = ByteBuffer.wrap(Files.readAllBytes(photograph.file()));
                return classifier.classify(encoded, 1).get(0).index() == photograph.truth();
              }));
    }
    int count = 0;
    for (Future<Boolean> one : right) {
      count += one.get() ? 1 : 0;
    }
    return 100.0 * count / photographs.size();
  }
}
