package io.saccade.trainer.zoo;

import io.saccade.model.onnx.proto.ModelProto;

/** Convolution, normalisation, ReLU and pooling until maps are small, then two connected layers. */
final class SmallCnn {

  private static final int FIRST_CHANNELS = 32;
  private static final int MOST_CHANNELS = 256;
  private static final int SMALL = 8;
  private static final int HIDDEN = 128;
  private static final float DROPOUT = 0.25f;

  private SmallCnn() {}

  static ModelProto build(Network network, int classes) {
    Maps maps = network.images();
    int channels = FIRST_CHANNELS;
    do {
      maps = network.convolved(maps, Convolution.of(channels, 3, 1));
      maps = network.maxPooled(network.relu(network.normalised(maps)), 2);
      channels = Math.min(MOST_CHANNELS, 2 * channels);
    } while (Math.min(maps.height(), maps.width()) >= SMALL);
    Maps hidden = network.hidden(network.flat(maps), HIDDEN);
    return network.classifier(network.dropout(hidden, DROPOUT), classes);
  }
}
