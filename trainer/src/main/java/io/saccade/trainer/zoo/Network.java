package io.saccade.trainer.zoo;

import static io.saccade.trainer.graph.OnnxParts.integer;
import static io.saccade.trainer.graph.OnnxParts.integers;
import static io.saccade.trainer.graph.OnnxParts.node;
import static io.saccade.trainer.graph.OnnxParts.value;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.OperatorSetIdProto;
import io.saccade.trainer.graph.HostTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A network under construction: every method adds a layer with first weights and returns what it
 * gives. Weights are drawn in the order of the calls, so the same calls with the same seed give the
 * same bytes. Used by one thread.
 */
final class Network {

  private static final long IR_VERSION = 8;
  private static final long OPSET = 17;

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Random random;
  private final Maps images;

  Network(String name, InputShape shape, long seed) {
    this.random = new Random(seed);
    this.images = new Maps("images", shape.channels(), shape.height(), shape.width());
    graph.setName(name);
    graph.addInput(value(images.name(), -1, images.channels(), images.height(), images.width()));
  }

  Maps images() {
    return images;
  }

  /** A convolution without bias, to be followed by a normalisation, which has one. */
  Maps convolved(Maps in, Convolution layer) {
    return convolved(in, layer, List.of(in.name(), kernels(in, layer)));
  }

  /** A convolution with a bias. */
  Maps convolvedWithBias(Maps in, Convolution layer) {
    String kernels = kernels(in, layer);
    String bias = filled(0, layer.channels());
    return convolved(in, layer, List.of(in.name(), kernels, bias));
  }

  private Maps convolved(Maps in, Convolution layer, List<String> inputs) {
    long pad = layer.side() / 2;
    String out =
        add(
            "Conv",
            inputs,
            integers("kernel_shape", layer.side(), layer.side()),
            integers("strides", layer.stride(), layer.stride()),
            integers("pads", pad, pad, pad, pad),
            integer("group", layer.groups()));
    // Kernels are odd and padded by half, so only the stride changes the size.
    int height = (in.height() - 1) / layer.stride() + 1;
    int width = (in.width() - 1) / layer.stride() + 1;
    return new Maps(out, layer.channels(), height, width);
  }

  // He's variance over what leaves the layer (He et al. 2015, "Delving Deep into Rectifiers").
  private String kernels(Maps in, Convolution layer) {
    int area = layer.side() * layer.side();
    double deviation = Math.sqrt(2.0 * layer.groups() / ((double) area * layer.channels()));
    return drawn(
        deviation, layer.channels(), in.channels() / layer.groups(), layer.side(), layer.side());
  }

  /** Normalises every channel over the batch; it starts out changing nothing else. */
  Maps normalised(Maps in) {
    int channels = in.channels();
    List<String> inputs =
        List.of(
            in.name(),
            filled(1, channels),
            filled(0, channels),
            filled(0, channels),
            filled(1, channels));
    return named(in, add("BatchNormalization", inputs));
  }

  Maps relu(Maps in) {
    return named(in, add("Relu", List.of(in.name())));
  }

  /** A ReLU that ends at 6. */
  Maps relu6(Maps in) {
    return named(in, add("Clip", List.of(in.name(), filled(0), filled(6))));
  }

  Maps sigmoid(Maps in) {
    return named(in, add("Sigmoid", List.of(in.name())));
  }

  /** x times its sigmoid. */
  Maps swish(Maps in) {
    return product(in, sigmoid(in));
  }

  Maps sum(Maps left, Maps right) {
    return named(left, add("Add", List.of(left.name(), right.name())));
  }

  /** Value by value; the factor may be a single value a channel. */
  Maps product(Maps maps, Maps factor) {
    return named(maps, add("Mul", List.of(maps.name(), factor.name())));
  }

  /** The largest value of every square, squares two pixels apart. */
  Maps maxPooled(Maps in, int side) {
    int pad = (side - 1) / 2;
    String out =
        add(
            "MaxPool",
            List.of(in.name()),
            integers("kernel_shape", side, side),
            integers("strides", 2, 2),
            integers("pads", pad, pad, pad, pad));
    int height = (in.height() + 2 * pad - side) / 2 + 1;
    int width = (in.width() + 2 * pad - side) / 2 + 1;
    return new Maps(out, in.channels(), height, width);
  }

  /** The mean of every channel, still as a map of one pixel. */
  Maps mean(Maps in) {
    return new Maps(add("GlobalAveragePool", List.of(in.name())), in.channels(), 1, 1);
  }

  Maps flat(Maps in) {
    return new Maps(add("Flatten", List.of(in.name()), integer("axis", 1)), in.size(), 1, 1);
  }

  /** Drops this share of the values while training, and nothing otherwise. */
  Maps dropout(Maps in, float share) {
    return named(in, add("Dropout", List.of(in.name(), filled(share))));
  }

  /** A fully connected layer that a ReLU follows. */
  Maps hidden(Maps in, int width) {
    String out = connected(layerName("Gemm"), in, width, Math.sqrt(2.0 / in.channels()));
    return relu(new Maps(out, width, 1, 1));
  }

  /** The model that ends in a fully connected layer of one score a class. */
  ModelProto classifier(Maps in, int classes) {
    connected("logits", in, classes, Math.sqrt(1.0 / in.channels()));
    graph.addOutput(value("logits", -1, classes));
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("saccade")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(graph)
        .build();
  }

  private String connected(String name, Maps in, int width, double deviation) {
    String weight = drawn(deviation, width, in.channels());
    String bias = filled(0, width);
    graph.addNode(node("Gemm", name, List.of(in.name(), weight, bias), integer("transB", 1)));
    return name;
  }

  private String add(String op, List<String> inputs, AttributeProto... attributes) {
    String name = layerName(op);
    graph.addNode(node(op, name, inputs, attributes));
    return name;
  }

  private String layerName(String op) {
    return op.toLowerCase(Locale.ROOT) + "_" + graph.getNodeCount();
  }

  private static Maps named(Maps like, String name) {
    return new Maps(name, like.channels(), like.height(), like.width());
  }

  private String drawn(double deviation, long... dims) {
    long size = Arrays.stream(dims).reduce(1, Math::multiplyExact);
    float[] values = new float[Math.toIntExact(size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return constant(HostTensor.floats(dims, values));
  }

  private String filled(float value, long... dims) {
    float[] values = new float[dims.length == 0 ? 1 : (int) dims[0]];
    Arrays.fill(values, value);
    return constant(HostTensor.floats(dims, values));
  }

  private String constant(HostTensor value) {
    String name = "constant_" + graph.getInitializerCount();
    graph.addInitializer(value.write(name));
    return name;
  }
}
