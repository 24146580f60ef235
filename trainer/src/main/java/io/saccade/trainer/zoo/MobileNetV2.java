package io.saccade.trainer.zoo;

import io.saccade.model.onnx.proto.ModelProto;
import java.util.List;

/** Blocks that widen, convolve each channel alone, and narrow again. */
final class MobileNetV2 {

  /** Blocks in a row; only the first has the stride. */
  private record Stage(int expansion, int channels, int blocks, int stride) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(1, 16, 1, 1),
          new Stage(6, 24, 2, 2),
          new Stage(6, 32, 3, 2),
          new Stage(6, 64, 4, 2),
          new Stage(6, 96, 3, 1),
          new Stage(6, 160, 3, 2),
          new Stage(6, 320, 1, 1));

  private static final int STEM = 32;
  private static final int FEATURES = 1280;
  private static final float DROPOUT = 0.2f;

  private MobileNetV2() {}

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
    maps = activated(network, maps, Convolution.depthwise(wide, 3, stride));
    Maps out = network.normalised(network.convolved(maps, Convolution.pointwise(stage.channels())));
    return stride == 1 && in.channels() == out.channels() ? network.sum(in, out) : out;
  }

  private static Maps activated(Network network, Maps in, Convolution layer) {
    return network.relu6(network.normalised(network.convolved(in, layer)));
  }
}
