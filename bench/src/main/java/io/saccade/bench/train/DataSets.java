package io.saccade.bench.train;

import java.nio.file.Path;

/**
 * The public data sets and networks of the full gates.
 *
 * @param folder with {@code images} and {@code models} in it
 */
record DataSets(Path folder) {

  /** What must lie where, for people. */
  static final String LAYOUT =
      "images/mnist-idx (MNIST's four IDX files), images/cifar10-jpg-subset (class-named folders, "
          + "500 images each, in train), images/cifar10-test-10000.zip, "
          + "images/sign-language-digits (class-named folders), and in models "
          + "resnet20_cifar10.onnx, mobilenet_v1_0.25_224_keras_fp32.onnx, "
          + "mobilenet_v2_1.0_224_tf_fp32.onnx";

  Path mnist() {
    return image("mnist-idx");
  }

  Path cifarTraining() {
    return image("cifar10-jpg-subset");
  }

  Path cifarTest() {
    return image("cifar10-test-10000.zip");
  }

  Path signs() {
    return image("sign-language-digits");
  }

  Path resNet20() {
    return model("resnet20_cifar10");
  }

  Path mobileNetV1() {
    return model("mobilenet_v1_0.25_224_keras_fp32");
  }

  Path mobileNetV2() {
    return model("mobilenet_v2_1.0_224_tf_fp32");
  }

  private Path image(String name) {
    return folder.resolve("images").resolve(name);
  }

  private Path model(String name) {
    return folder.resolve("models").resolve(name + ".onnx");
  }
}
