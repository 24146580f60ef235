package io.saccade.model.onnx;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.TensorLayout;
import java.util.List;
import java.util.OptionalInt;

/**
 * The one input of a classifier, as far as its graph tells.
 *
 * @param channels 1 or 3
 * @param height pixels; empty where the graph takes any
 * @param width pixels; empty where the graph takes any
 * @param batch images a run; empty where the graph takes any number
 */
public record ImageInput(
    String name,
    ElementType type,
    TensorLayout layout,
    int channels,
    OptionalInt height,
    OptionalInt width,
    OptionalInt batch) {

  /**
   * The image input of the graph.
   *
   * @throws BundleRefusedException {@code MODEL_SHAPES} where the graph takes anything but one
   *     batch of images of one or three channels
   */
  public static ImageInput of(OnnxGraph graph) throws BundleRefusedException {
    List<GraphTensor> inputs = graph.inputs();
    if (inputs.size() != 1) {
      throw refused(
          "must have exactly one input, but has "
              + inputs.size()
              + ": "
              + inputs.stream().map(GraphTensor::describe).toList());
    }
    GraphTensor input = inputs.get(0);
    List<Long> dims = input.dims();
    if (dims.size() != 4) {
      throw refused("must take a batch of images, four dimensions, but takes " + input.describe());
    }
    TensorLayout layout = layout(input);
    boolean channelsFirst = layout == TensorLayout.NCHW;
    return new ImageInput(
        input.name(),
        type(input),
        layout,
        Math.toIntExact(dims.get(channelsFirst ? 1 : 3)),
        size(input, channelsFirst ? 2 : 1),
        size(input, channelsFirst ? 3 : 2),
        size(input, 0));
  }

  // Where both could be channels, ONNX's own order is meant: its convolutions know no other.
  private static TensorLayout layout(GraphTensor input) throws BundleRefusedException {
    if (isChannels(input.dims().get(1))) {
      return TensorLayout.NCHW;
    }
    if (isChannels(input.dims().get(3))) {
      return TensorLayout.NHWC;
    }
    throw refused(
        "must take images of 1 or 3 channels, declared in its second dimension (NCHW) or its last"
            + " (NHWC), but takes "
            + input.describe());
  }

  private static boolean isChannels(long size) {
    return size == 1 || size == 3;
  }

  private static ElementType type(GraphTensor input) throws BundleRefusedException {
    return switch (input.type()) {
      case "float32" -> ElementType.FLOAT32;
      case "uint8" -> ElementType.UINT8;
      default -> throw refused("must take float32 or uint8, but takes " + input.describe());
    };
  }

  private static OptionalInt size(GraphTensor input, int dimension) throws BundleRefusedException {
    long size = input.dims().get(dimension);
    if (size > Integer.MAX_VALUE) {
      throw refused("has an input too large: " + input.describe());
    }
    return size == GraphTensor.DYNAMIC ? OptionalInt.empty() : OptionalInt.of((int) size);
  }

  private static BundleRefusedException refused(String what) {
    return new BundleRefusedException(RefusalCode.MODEL_SHAPES, "The model " + what + ".");
  }
}
