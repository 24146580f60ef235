package io.saccade.processor.bundles;

import static io.saccade.processor.bundles.Net.integer;
import static io.saccade.processor.bundles.Net.ints;

import io.saccade.model.onnx.proto.TensorProto;
import java.util.List;

/** Models at which nothing is to be seen before they run: what is wrong is computed. */
final class CrashingModels {

  private static final int FLOATS = TensorProto.DataType.FLOAT_VALUE;
  private static final int LONGS = TensorProto.DataType.INT64_VALUE;

  private CrashingModels() {}

  /** Divides the least number by minus one, as it is loaded: no part of it depends on the image. */
  static byte[] dividing(String operator) {
    Net net = new Net();
    String least = net.integer(Long.MIN_VALUE);
    String quotient = net.add(operator, List.of(least, net.add("Neg", List.of(net.integer(1)))));
    return net.scored(net.add("Add", List.of("image", floats(net, quotient))));
  }

  /** The same with each image. */
  static byte[] dividingAsItRuns() {
    Net net = new Net();
    String nothing = net.add("Mul", List.of(net.means("image"), net.floats(0)));
    String zeros = net.add("Cast", List.of(nothing), integer("to", LONGS));
    String least = net.add("Add", List.of(zeros, net.integer(Long.MIN_VALUE)));
    String minusOnes = net.add("Sub", List.of(zeros, net.integer(1)));
    String quotient = net.add("Div", List.of(least, minusOnes));
    return net.scored(net.add("Add", List.of("image", floats(net, quotient))));
  }

  /**
   * Has 8 to the power of so much floats between two operators, and hides it from whoever infers
   * shapes.
   */
  static byte[] hiding(double power) {
    Net net = new Net();
    String ones = net.add("ConstantOfShape", List.of(hidden(net, power)));
    String mean = net.add("ReduceMean", List.of(ones), integer("keepdims", 0));
    return net.scored(net.add("Add", List.of("image", mean)));
  }

  /** Looks at a square of hidden size as often as it has pixels, in one operator. */
  static byte[] spinning() {
    Net net = new Net();
    // 8 to the power of 11/3 is 2,048.
    String side = hidden(net, 11 / 3d);
    String shape = net.add("Concat", List.of(net.longs(1, 3), side, side), integer("axis", 0));
    String image = net.add("Expand", List.of(net.means("image"), shape));
    return net.scored(
        net.add(
            "AveragePool",
            List.of(image),
            ints("kernel_shape", 2047, 2047),
            ints("pads", 1023, 1023, 1023, 1023)));
  }

  /** The width of the image, 8, to this power, as a list of one whole number. */
  private static String hidden(Net net, double power) {
    String shape = net.add("Shape", List.of("image"));
    String width = net.add("Gather", List.of(shape, net.longs(3)), integer("axis", 0));
    String logarithm = net.add("Log", List.of(floats(net, width)));
    String times = net.add("Mul", List.of(logarithm, net.floats((float) power)));
    String rounded = net.add("Round", List.of(net.add("Exp", List.of(times))));
    return net.add("Cast", List.of(rounded), integer("to", LONGS));
  }

  private static String floats(Net net, String numbers) {
    return net.add("Cast", List.of(numbers), integer("to", FLOATS));
  }
}
