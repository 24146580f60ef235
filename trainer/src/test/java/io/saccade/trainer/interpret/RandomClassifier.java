package io.saccade.trainer.interpret;

import static io.saccade.trainer.graph.OnnxParts.integer;
import static io.saccade.trainer.graph.OnnxParts.integers;
import static io.saccade.trainer.graph.OnnxParts.number;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.interpret.RandomNodes.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small classifier of blocks that convolutional networks are made of, drawn at random. */
final class RandomClassifier {

  static final int SIDE = 12;

  private static final int CLASSES = 4;
  private static final int BLOCKS = 5;

  /** How it turns maps into scores. */
  enum Ending {
    MEAN_AND_GEMM,
    MEAN_AND_MATMUL_AND_SOFTMAX,
    MEAN_AND_SIGMOID,
    CONVOLUTION_AND_MEAN,
    MEAN_AND_CONVOLUTION,
    HIDDEN_LAYERS
  }

  private final RandomNodes nodes;
  private final Random dice;
  private final long batch;

  private RandomClassifier(int opset, long batch, long seed) {
    this.nodes = new RandomNodes(opset, seed, batch, 3, SIDE, SIDE);
    this.dice = new Random(seed);
    this.batch = batch;
  }

  /**
   * A model from {@code x} to {@code y}.
   *
   * @param batch -1 where it is free
   */
  static ModelProto of(int opset, long batch, Ending ending, long seed) {
    RandomClassifier base = new RandomClassifier(opset, batch, seed);
    return base.nodes.model(base.ended(base.layers(), ending));
  }

  private Maps layers() {
    Maps maps = new Maps("x", 3, SIDE);
    if (dice.nextBoolean()) {
      maps = maps.named(nodes.node("Sub", List.of("x", nodes.drawn(6, 3, 1, 1))));
    }
    maps = activated(nodes.normalised(nodes.convolved(maps, 8, 3, 1, 1)));
    for (int i = 0; i < BLOCKS; i++) {
      maps = block(maps);
    }
    return maps;
  }

  private Maps block(Maps in) {
    return switch (dice.nextInt(9)) {
      case 0 -> residual(in);
      case 1 -> gated(in);
      case 2 -> dense(in);
      case 3 -> separable(in);
      case 4 -> pooled(in);
      case 5 -> shuffled(in);
      case 6 -> nodes.convolved(nodes.padded(in), in.channels(), 1, 1, 1);
      case 7 -> in.side() > SIDE / 2 ? pooled(in) : nodes.enlarged(in);
      default -> activated(standardised(nodes.swapped(in)));
    };
  }

  private Maps residual(Maps in) {
    Maps first = activated(nodes.normalised(nodes.convolved(in, in.channels(), 3, 1, 1)));
    Maps second = nodes.normalised(nodes.convolved(first, in.channels(), 3, 1, 1));
    List<String> both = List.of(in.name(), second.name());
    return activated(in.named(nodes.node(dice.nextBoolean() ? "Add" : "Sum", both)));
  }

  private Maps gated(Maps in) {
    Maps means =
        dice.nextBoolean()
            ? nodes.mean(in, true)
            : new Maps(nodes.node("GlobalAveragePool", List.of(in.name())), in.channels(), 1);
    Maps squeezed = activated(nodes.convolved(means, 2, 1, 1, 1));
    Maps excited = nodes.convolved(squeezed, in.channels(), 1, 1, 1);
    String gate = nodes.node("Sigmoid", List.of(excited.name()));
    List<String> product = dice.nextBoolean() ? List.of(in.name(), gate) : List.of(gate, in.name());
    return in.named(nodes.node("Mul", product));
  }

  private Maps dense(Maps in) {
    Maps grown = activated(nodes.normalised(nodes.convolved(in, 4, 3, 1, 1)));
    String all = nodes.node("Concat", List.of(in.name(), grown.name()), integer("axis", 1));
    return new Maps(all, in.channels() + 4, in.side());
  }

  private Maps separable(Maps in) {
    int stride = in.side() > 4 ? 1 + dice.nextInt(2) : 1;
    Maps depth = nodes.convolved(in, in.channels(), 3, stride, in.channels());
    return nodes.normalised(nodes.convolved(nodes.clipped(depth, 0, 6), in.channels(), 1, 1, 1));
  }

  private Maps pooled(Maps in) {
    if (in.side() < 4) {
      return activated(in);
    }
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(integers("kernel_shape", 3, 3));
    attributes.add(integers("strides", 2, 2));
    attributes.add(integers("pads", 1, 1, 1, 1));
    boolean largest = dice.nextBoolean();
    if (!largest) {
      attributes.add(integer("count_include_pad", dice.nextInt(2)));
    }
    AttributeProto[] all = attributes.toArray(AttributeProto[]::new);
    String out = nodes.node(largest ? "MaxPool" : "AveragePool", List.of(in.name()), all);
    return new Maps(out, in.channels(), (in.side() - 1) / 2 + 1);
  }

  private Maps shuffled(Maps in) {
    long half = in.channels() / 2;
    long rows = batch > 0 ? batch : 0;
    String split = nodes.reshaped(in.name(), rows, 2, half, in.side(), in.side());
    String turned = nodes.node("Transpose", List.of(split), integers("perm", 0, 2, 1, 3, 4));
    return in.named(nodes.reshaped(turned, rows, in.channels(), in.side(), in.side()));
  }

  private Maps standardised(Maps in) {
    int size = in.channels();
    return switch (dice.nextInt(3)) {
      case 0 ->
          in.named(
              nodes.node(
                  "InstanceNormalization",
                  List.of(in.name(), nodes.drawn(6, size), nodes.drawn(6, size)),
                  number("epsilon", 1e-2f)));
      case 1 ->
          in.named(
              nodes.node("LRN", List.of(in.name()), integer("size", 3), number("alpha", 0.01f)));
      default -> nodes.normalised(in);
    };
  }

  private Maps activated(Maps in) {
    List<String> inputs = List.of(in.name());
    return switch (dice.nextInt(nodes.opset() < 14 ? 8 : 9)) {
      case 0 -> in.named(nodes.node("LeakyRelu", inputs, number("alpha", 0.1f)));
      case 1 -> in.named(nodes.node("Elu", inputs));
      case 2 -> nodes.clipped(in, 0, 6);
      case 3 -> {
        String gate = nodes.node("Sigmoid", inputs);
        yield in.named(nodes.node("Mul", List.of(in.name(), gate)));
      }
      case 4 -> {
        String gate = nodes.node("HardSigmoid", inputs, number("alpha", 1 / 6f));
        yield in.named(nodes.node("Mul", List.of(gate, in.name())));
      }
      case 5 ->
          in.named(nodes.node("PRelu", List.of(in.name(), nodes.drawn(6, in.channels(), 1, 1))));
      case 8 -> in.named(nodes.node("HardSwish", inputs));
      default -> in.named(nodes.node("Relu", inputs));
    };
  }

  private String ended(Maps in, Ending ending) {
    return switch (ending) {
      case MEAN_AND_GEMM -> gemm(nodes.dropped(flat(nodes.mean(in, true))), in.channels(), CLASSES);
      case MEAN_AND_MATMUL_AND_SOFTMAX -> {
        String weights = nodes.drawn(in.channels(), in.channels(), CLASSES);
        String means = nodes.mean(in, false).name();
        String scores = nodes.node("MatMul", List.of(means, weights));
        String biased = nodes.node("Add", List.of(scores, nodes.drawn(6, CLASSES)));
        yield nodes.node("Softmax", List.of(biased), integer("axis", 1));
      }
      case MEAN_AND_SIGMOID ->
          nodes.node("Sigmoid", List.of(gemm(flat(nodes.mean(in, true)), in.channels(), 1)));
      case CONVOLUTION_AND_MEAN -> {
        Maps scores = nodes.convolved(in.named(nodes.dropped(in.name())), CLASSES, 1, 1, 1);
        String positive = nodes.node("Relu", List.of(scores.name()));
        Maps means = nodes.mean(scores.named(positive), true);
        yield nodes.node("Softmax", List.of(flat(means)), integer("axis", 1));
      }
      case MEAN_AND_CONVOLUTION -> {
        String means = nodes.node("GlobalAveragePool", List.of(in.name()));
        Maps wide = activated(nodes.convolved(new Maps(means, in.channels(), 1), 6, 1, 1, 1));
        yield flat(nodes.convolved(wide, CLASSES, 1, 1, 1));
      }
      case HIDDEN_LAYERS -> {
        String hidden = nodes.node("Relu", List.of(gemm(flat(in), in.size(), 10)));
        yield gemm(nodes.dropped(hidden), 10, CLASSES);
      }
    };
  }

  private String gemm(String in, int from, int to) {
    String bias = nodes.drawn(6, to);
    return dice.nextBoolean()
        ? nodes.node("Gemm", List.of(in, nodes.drawn(from, to, from), bias), integer("transB", 1))
        : nodes.node("Gemm", List.of(in, nodes.drawn(from, from, to), bias));
  }

  private String flat(Maps in) {
    return switch (dice.nextInt(3)) {
      case 0 -> nodes.node("Flatten", List.of(in.name()), integer("axis", 1));
      case 1 -> nodes.reshaped(in.name(), batch > 0 ? batch : -1, in.size());
      default -> nodes.node("Reshape", List.of(in.name(), nodes.computedShape(in.name())));
    };
  }
}
