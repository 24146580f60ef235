package io.saccade.trainer.zoo;

import io.saccade.model.onnx.proto.ModelProto;

/** Residual networks: every block adds to what it was given. */
final class ResNet {

  /** One block of a network; {@code channels} are those of its 3 × 3 convolutions. */
  private interface Block {
    Maps add(Network network, Maps in, int channels, int stride);
  }

  private static final int STEM = 64;
  private static final int WIDENING = 4;

  private ResNet() {}

  /** Of blocks of two 3 × 3 convolutions, so many a stage. */
  static ModelProto plain(Network network, int classes, int... blocks) {
    return build(network, classes, ResNet::plainBlock, blocks);
  }

  /** Of blocks that narrow, convolve and widen, so many a stage. */
  static ModelProto bottlenecks(Network network, int classes, int... blocks) {
    return build(network, classes, ResNet::bottleneck, blocks);
  }

  private static ModelProto build(Network network, int classes, Block block, int... blocks) {
    Maps maps = normalised(network, network.images(), Convolution.of(STEM, 7, 2));
    maps = network.maxPooled(network.relu(maps), 3);
    for (int stage = 0; stage < blocks.length; stage++) {
      for (int i = 0; i < blocks[stage]; i++) {
        int stride = stage > 0 && i == 0 ? 2 : 1;
        maps = block.add(network, maps, STEM << stage, stride);
      }
    }
    return network.classifier(network.flat(network.mean(maps)), classes);
  }

  private static Maps plainBlock(Network network, Maps in, int channels, int stride) {
    Maps first = network.relu(normalised(network, in, Convolution.of(channels, 3, stride)));
    Maps second = normalised(network, first, Convolution.of(channels, 3, 1));
    return joined(network, in, second, stride);
  }

  private static Maps bottleneck(Network network, Maps in, int channels, int stride) {
    Maps narrow = network.relu(normalised(network, in, Convolution.pointwise(channels)));
    Maps middle = network.relu(normalised(network, narrow, Convolution.of(channels, 3, stride)));
    Maps wide = normalised(network, middle, Convolution.pointwise(WIDENING * channels));
    return joined(network, in, wide, stride);
  }

  private static Maps joined(Network network, Maps in, Maps out, int stride) {
    boolean fits = stride == 1 && in.channels() == out.channels();
    Maps shortcut = fits ? in : normalised(network, in, Convolution.of(out.channels(), 1, stride));
    return network.relu(network.sum(out, shortcut));
  }

  private static Maps normalised(Network network, Maps in, Convolution layer) {
    return network.normalised(network.convolved(in, layer));
  }
}
