package io.saccade.trainer.interpret;

import static io.saccade.trainer.graph.Models.dims;
import static io.saccade.trainer.graph.Models.floats;
import static io.saccade.trainer.graph.Models.row;
import static io.saccade.trainer.graph.OnnxParts.integer;
import static io.saccade.trainer.graph.OnnxParts.integers;
import static io.saccade.trainer.graph.OnnxParts.number;
import static io.saccade.trainer.graph.OnnxParts.text;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Models;
import io.saccade.trainer.graph.OnnxParts;
import java.util.ArrayList;
import java.util.List;

/** Nodes with weights at random, written as their operator set wants them. */
final class RandomNodes {

  private final Models models;
  private final int opset;
  private long seed;
  private int count;

  /** A value: images × channels × side × side. */
  record Maps(String name, int channels, int side) {

    Maps named(String other) {
      return new Maps(other, channels, side);
    }

    int size() {
      return channels * side * side;
    }
  }

  RandomNodes(int opset, long seed, long... input) {
    this.models = Models.from(input);
    this.opset = opset;
    this.seed = seed;
  }

  int opset() {
    return opset;
  }

  ModelProto model(String output) {
    add("y", "Identity", List.of(output));
    return models.opset(opset);
  }

  String node(String op, List<String> inputs, AttributeProto... attributes) {
    return add(op + "_" + count++, op, inputs, attributes);
  }

  private String add(String output, String op, List<String> inputs, AttributeProto... attributes) {
    models.with(OnnxParts.node(op, output, inputs, attributes));
    return output;
  }

  String constant(HostTensor value) {
    String name = "constant_" + count++;
    models.with(name, value);
    return name;
  }

  /** Values of He's variance, so that layers keep the size of what passes through them. */
  String drawn(long fanIn, long... dims) {
    float[] values = OnnxRun.noise(seed++, dims);
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) Math.sqrt(6.0 / fanIn);
    }
    return constant(HostTensor.floats(dims, values));
  }

  private String positive(int size) {
    float[] values = OnnxRun.noise(seed++, size);
    for (int i = 0; i < size; i++) {
      values[i] = 1 + values[i] / 2;
    }
    return constant(HostTensor.floats(dims(size), values));
  }

  Maps convolved(Maps in, int channels, int kernel, int stride, int groups) {
    long pad = kernel / 2;
    int each = in.channels() / groups;
    String weights = drawn((long) each * kernel * kernel, channels, each, kernel, kernel);
    List<String> inputs = new ArrayList<>(List.of(in.name(), weights));
    if (count % 2 == 0) {
      inputs.add(drawn(100, channels));
    }
    String out =
        node(
            "Conv",
            inputs,
            integers("kernel_shape", kernel, kernel),
            integers("strides", stride, stride),
            integers("pads", pad, pad, pad, pad),
            integer("group", groups));
    return new Maps(out, channels, (in.side() - 1) / stride + 1);
  }

  Maps normalised(Maps in) {
    int size = in.channels();
    List<String> inputs =
        List.of(in.name(), positive(size), drawn(100, size), drawn(100, size), positive(size));
    return in.named(node("BatchNormalization", inputs, number("epsilon", 1e-3f)));
  }

  Maps clipped(Maps in, float low, float high) {
    if (opset < 11) {
      AttributeProto[] bounds = {number("min", low), number("max", high)};
      return in.named(node("Clip", List.of(in.name()), bounds));
    }
    String least = constant(floats(dims(), low));
    return in.named(node("Clip", List.of(in.name(), least, constant(floats(dims(), high)))));
  }

  /** The mean of every map; without its two last axes where they are not kept. */
  Maps mean(Maps in, boolean kept) {
    AttributeProto keep = integer("keepdims", kept ? 1 : 0);
    List<String> inputs = List.of(in.name());
    String out =
        opset < 18
            ? node("ReduceMean", inputs, integers("axes", 2, 3), keep)
            : node("ReduceMean", List.of(in.name(), constant(row(2, 3))), keep);
    return new Maps(out, in.channels(), 1);
  }

  String dropped(String in) {
    return opset < 12
        ? node("Dropout", List.of(in), number("ratio", 0.4f))
        : node("Dropout", List.of(in, constant(floats(dims(), 0.4))));
  }

  Maps padded(Maps in) {
    AttributeProto mode = text("mode", count % 2 == 0 ? "constant" : "reflect");
    String out =
        opset < 11
            ? node("Pad", List.of(in.name()), mode, integers("pads", 0, 0, 1, 1, 0, 0, 1, 1))
            : node("Pad", List.of(in.name(), constant(row(0, 0, 1, 1, 0, 0, 1, 1))), mode);
    return new Maps(out, in.channels(), in.side() + 2);
  }

  Maps enlarged(Maps in) {
    HostTensor twice = floats(dims(4), 1, 1, 2, 2);
    AttributeProto mode = text("mode", "nearest");
    String out;
    if (opset < 9) {
      AttributeProto scales =
          AttributeProto.newBuilder()
              .setName("scales")
              .setType(AttributeProto.AttributeType.FLOATS)
              .addAllFloats(List.of(1f, 1f, 2f, 2f))
              .build();
      out = node("Upsample", List.of(in.name()), mode, scales);
    } else if (opset < 11) {
      out = node(opset == 9 ? "Upsample" : "Resize", List.of(in.name(), constant(twice)), mode);
    } else {
      String region = opset < 13 ? constant(floats(dims(0))) : "";
      out = node("Resize", List.of(in.name(), region, constant(twice)), mode);
    }
    return new Maps(out, in.channels(), 2 * in.side());
  }

  /** The first and the last half of the channels, swapped. */
  Maps swapped(Maps in) {
    long half = in.channels() / 2;
    String first = "first_" + count++;
    String last = "last_" + count++;
    List<String> inputs = new ArrayList<>(List.of(in.name()));
    List<AttributeProto> attributes = new ArrayList<>(List.of(integer("axis", 1)));
    if (opset < 13) {
      attributes.add(integers("split", half, in.channels() - half));
    } else {
      inputs.add(constant(row(half, in.channels() - half)));
    }
    models.with(
        OnnxParts.node("Split", first, inputs, attributes.toArray(AttributeProto[]::new))
            .toBuilder()
            .addOutput(last)
            .build());
    return in.named(node("Concat", List.of(last, first), integer("axis", 1)));
  }

  String reshaped(String in, long... shape) {
    return node("Reshape", List.of(in, constant(row(shape))));
  }

  /** A shape of as many rows as this value has, and all else in one. */
  String computedShape(String of) {
    String sizes = node("Shape", List.of(of));
    String rows = node("Gather", List.of(sizes, constant(row(0))), integer("axis", 0));
    return node("Concat", List.of(rows, constant(row(-1))), integer("axis", 0));
  }

  static int[] opsets() {
    return new int[] {7, 8, 9, 10, 11, 12, 13, 15, 17, 18, 20, 21};
  }
}
