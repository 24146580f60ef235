package io.saccade.trainer.zoo;

import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.graph.GraphRefusedException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Networks that can be trained from scratch, for the moment without anything learned. */
public enum Architecture {
  /** Blocks of convolution, ReLU and pooling, then a fully connected layer; minutes on a CPU. */
  SMALL_CNN(8),
  /** He et al. 2016, "Deep Residual Learning for Image Recognition". */
  RESNET_18(32),
  /** The same, of bottleneck blocks, with the stride in their 3 × 3 convolution. */
  RESNET_50(32),
  /** Sandler et al. 2018, "MobileNetV2: Inverted Residuals and Linear Bottlenecks". */
  MOBILENET_V2(32),
  /** Tan and Le 2019, "EfficientNet: Rethinking Model Scaling". */
  EFFICIENTNET_B0(32),
  /** Simonyan and Zisserman 2015, "Very Deep Convolutional Networks", configuration D. */
  VGG_16(32);

  private final int smallest;

  Architecture(int smallest) {
    this.smallest = smallest;
  }

  /** The word for it in settings, as in {@code resnet-18}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The architecture of this word, if there is one. */
  public static Optional<Architecture> named(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** Every word. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Architecture::word).toList();
  }

  /**
   * The network with its first weights. Its input {@code images} is batch × channels × height ×
   * width with any batch, its output {@code logits} batch × classes.
   *
   * @param classes at least 2
   * @param seed of the weights; the same seed gives the same bytes
   * @throws GraphRefusedException where the images are too small to be halved as often as it does
   */
  public ModelProto model(InputShape shape, int classes, long seed) throws GraphRefusedException {
    if (Math.min(shape.height(), shape.width()) < smallest) {
      throw new GraphRefusedException(
          "%s takes images of at least %d x %d pixels, but they were %d x %d; choose a larger size."
              .formatted(word(), smallest, smallest, shape.height(), shape.width()));
    }
    if (classes < 2) {
      throw new GraphRefusedException(
          "There must be at least 2 classes, but there were " + classes);
    }
    Network network = new Network(name(), shape, seed);
    return switch (this) {
      case SMALL_CNN -> SmallCnn.build(network, classes);
      case RESNET_18 -> ResNet.plain(network, classes, 2, 2, 2, 2);
      case RESNET_50 -> ResNet.bottlenecks(network, classes, 3, 4, 6, 3);
      case MOBILENET_V2 -> MobileNetV2.build(network, classes);
      case EFFICIENTNET_B0 -> EfficientNetB0.build(network, classes);
      case VGG_16 -> Vgg16.build(network, classes);
    };
  }
}
