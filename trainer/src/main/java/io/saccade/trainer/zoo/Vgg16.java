package io.saccade.trainer.zoo;

import io.saccade.model.onnx.proto.ModelProto;
import java.util.List;

/** Thirteen 3 × 3 convolutions in five blocks, and three connected layers. */
final class Vgg16 {

  /** Convolutions in a row, and a pooling. */
  private record Stage(int channels, int convolutions) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(64, 2),
          new Stage(128, 2),
          new Stage(256, 3),
          new Stage(512, 3),
          new Stage(512, 3));

  private static final int HIDDEN = 4096;
  private static final float DROPOUT = 0.5f;

  private Vgg16() {}

  static ModelProto build(Network network, int classes) {
    Maps maps = network.images();
    for (Stage stage : STAGES) {
      for (int i = 0; i < stage.convolutions(); i++) {
        Convolution layer = Convolution.of(stage.channels(), 3, 1);
        maps = network.relu(network.convolvedWithBias(maps, layer));
      }
      maps = network.maxPooled(maps, 2);
    }
    maps = network.dropout(network.hidden(network.flat(maps), HIDDEN), DROPOUT);
    maps = network.dropout(network.hidden(maps, HIDDEN), DROPOUT);
    return network.classifier(maps, classes);
  }
}
