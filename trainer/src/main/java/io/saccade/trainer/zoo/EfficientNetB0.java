package io.saccade.trainer.zoo;

import io.saccade.model.onnx.proto.ModelProto;
import java.util.List;

/** MobileNetV2's blocks with swish, larger kernels, and a weight for every channel by its mean. */
final class EfficientNetB0 {

  /** Blocks in a row; only the first has the stride. */
  private record Stage(int expansion, int channels, int blocks, int stride, int side) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(1, 16, 1, 1, 3),
          new Stage(6, 24, 2, 2, 3),
          new Stage(6, 40, 2, 2, 5),
          new Stage(6, 80, 3, 2, 3),
          new Stage(6, 112, 3, 1, 5),
          new Stage(6, 192, 4, 2, 5),
          new Stage(6, 320, 1, 1, 3));

  private static final int STEM = 32;
  private static final int FEATURES = 1280;
  private static final int SQUEEZE = 4;
  private static final float DROPOUT = 0.2f;

  private EfficientNetB0() {}

  static ModelProto build(Network network, int classes) {
    Maps maps = activated(network, network.images(), Convolution.of(STEM, 3, 2));
    for (Stage stage : STAGES) {
      for (int i = 0; i < stage.blocks(); i++) {
        maps = block(network, maps, stage, i == 0 ? stage.stride() : 1);
      }
    }
    maps = network.mean(activated(network, maps, Convolution.pointwise(FEATURES)));
    return network.classifier(network.dropout(network.flat(maps), DROPOUT), classes);
  }

  private static Maps block(Network network, Maps in, Stage stage, int stride) {
    int wide = in.channels() * stage.expansion();
    Maps maps = stage.expansion() == 1 ? in : activated(network, in, Convolution.pointwise(wide));
    maps = activated(network, maps, Convolution.depthwise(wide, stage.side(), stride));
    maps = weighted(network, maps, in.channels() / SQUEEZE);
    Maps out = network.normalised(network.convolved(maps, Convolution.pointwise(stage.channels())));
    return stride == 1 && in.channels() == out.channels() ? network.sum(in, out) : out;
  }

  // Hu et al. 2018, "Squeeze-and-Excitation Networks".
  private static Maps weighted(Network network, Maps in, int narrow) {
    Maps means = network.mean(in);
    Maps squeezed = network.swish(network.convolvedWithBias(means, Convolution.pointwise(narrow)));
    Maps weights =
        network.sigmoid(network.convolvedWithBias(squeezed, Convolution.pointwise(in.channels())));
    return network.product(in, weights);
  }

  private static Maps activated(Network network, Maps in, Convolution layer) {
    return network.swish(network.normalised(network.convolved(in, layer)));
  }
}
