package io.saccade.processor.bundles;

import static io.saccade.processor.bundles.Net.integer;
import static io.saccade.processor.bundles.Net.ints;

import java.util.List;

/** Models that would take more memory, or more time, than anybody has. */
final class GreedyModels {

  private static final int HUGE = 120_000;

  private GreedyModels() {}

  /** Between two operators lie 160 GiB. */
  static byte[] expanding() {
    Net net = new Net();
    return net.scored(net.add("Expand", List.of(net.means("image"), net.longs(1, 3, HUGE, HUGE))));
  }

  static byte[] tiling() {
    Net net = new Net();
    return net.scored(net.add("Tile", List.of(net.means("image"), net.longs(1, 1, HUGE, HUGE))));
  }

  static byte[] padding() {
    Net net = new Net();
    return net.scored(
        net.add("Pad", List.of("image", net.longs(0, 0, HUGE, HUGE, 0, 0, HUGE, HUGE))));
  }

  static byte[] outerProduct() {
    Net net = new Net();
    String column = net.add("Mul", List.of(net.means("image"), net.floats(1, 1, 1, HUGE, 1)));
    return net.scored(net.add("MatMul", List.of(column, net.floats(1, 1, HUGE))));
  }

  static byte[] resizing() {
    Net net = new Net();
    return net.scored(net.add("Resize", List.of("image", "", "", net.longs(1, 3, HUGE, HUGE))));
  }

  static byte[] widePadsOfAConvolution() {
    Net net = new Net();
    return net.scored(
        net.add(
            "Conv",
            List.of("image", net.floats(1, 3, 3, 1, 1)),
            ints("pads", HUGE, HUGE, HUGE, HUGE)));
  }

  static byte[] wideStridesOfATransposedConvolution() {
    Net net = new Net();
    return net.scored(
        net.add(
            "ConvTranspose",
            List.of("image", net.floats(1, 3, 3, 1, 1)),
            ints("strides", HUGE / 4, HUGE / 4)));
  }

  /** Nothing of it depends on the image, so it would be computed while the model is loaded. */
  static byte[] hugeConstant() {
    Net net = new Net();
    String ones = net.add("ConstantOfShape", List.of(net.longs(1, 3, HUGE, HUGE)));
    return net.scored(net.add("Add", List.of(net.means("image"), net.means(ones))));
  }

  static byte[] hugeRange() {
    Net net = new Net();
    String range =
        net.add("Range", List.of(net.integer(0), net.integer((long) HUGE * HUGE), net.integer(1)));
    String floats = net.add("Cast", List.of(range), integer("to", 1));
    String mean = net.add("ReduceMean", List.of(floats));
    return net.scored(net.add("Add", List.of("image", mean)));
  }

  /** How much it takes follows from the pixels alone. */
  static byte[] sizeByPixels() {
    Net net = new Net();
    String sum = net.add("ReduceSum", List.of("image"), integer("keepdims", 0));
    String nothing = net.add("Mul", List.of(sum, net.floats(0)));
    String many = net.add("Add", List.of(nothing, net.floats(HUGE)));
    String count = net.add("Cast", List.of(many), integer("to", 7));
    String shape =
        net.add(
            "Concat",
            List.of(
                net.longs(1, 3),
                net.add("Unsqueeze", List.of(count, net.longs(0))),
                net.add("Unsqueeze", List.of(count, net.longs(0)))),
            integer("axis", 0));
    String ones = net.add("ConstantOfShape", List.of(shape));
    return net.scored(net.add("Add", List.of("image", net.means(ones))));
  }

  /** Multiplies square matrices, one after the other. */
  static byte[] multiplying(int size, int times) {
    Net net = new Net();
    String weights = net.floats(1f / size, size, size);
    String matrix = net.add("Mul", List.of(net.means("image"), weights));
    for (int i = 0; i < times; i++) {
      matrix = net.add("MatMul", List.of(matrix, weights));
    }
    return net.scored(matrix);
  }

  /** One operator alone, which looks at as many pixels for each of as many. */
  static byte[] pooling(int size) {
    Net net = new Net();
    String image = net.add("Expand", List.of(net.means("image"), net.longs(1, 3, size, size)));
    long half = size / 2;
    return net.scored(
        net.add(
            "AveragePool",
            List.of(image),
            ints("kernel_shape", 2 * half + 1, 2 * half + 1),
            ints("pads", half, half, half, half)));
  }
}
