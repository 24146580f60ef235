package io.saccade.model.onnx;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The output of a classifier that holds one value a class, as far as its graph tells.
 *
 * @param classes how many; empty where the graph does not say
 */
public record ClassOutput(String name, OptionalInt classes, OutputEnding ending) {

  /**
   * The class output of the graph.
   *
   * @param wanted the name of the output, needed where the graph has several
   * @throws BundleRefusedException {@code MODEL_SHAPES} where there is no such output, or its shape
   *     is not one float a class
   */
  public static ClassOutput of(OnnxGraph graph, Optional<String> wanted)
      throws BundleRefusedException {
    GraphTensor output = choose(graph.outputs(), wanted);
    if (!output.type().equals("float32")) {
      throw refused("must give float32, but gives " + output.describe());
    }
    return new ClassOutput(output.name(), classes(output), graph.ending(output.name()));
  }

  private static GraphTensor choose(List<GraphTensor> outputs, Optional<String> wanted)
      throws BundleRefusedException {
    List<GraphTensor> fitting =
        outputs.stream()
            .filter(output -> wanted.isEmpty() || output.name().equals(wanted.get()))
            .toList();
    if (fitting.size() != 1) {
      throw refused(
          (wanted.isPresent() ? "has no output " + wanted.get() : "has several outputs; name one")
              + " of "
              + outputs.stream().map(GraphTensor::describe).toList());
    }
    return fitting.get(0);
  }

  // Besides the batch, one dimension counts classes and the others are 1, as in N x 1000 x 1 x 1.
  private static OptionalInt classes(GraphTensor output) throws BundleRefusedException {
    if (output.dims().isEmpty()) {
      return OptionalInt.empty();
    }
    List<Long> counts = output.dims().stream().skip(1).filter(size -> size != 1).toList();
    if (output.dims().size() < 2 || counts.size() != 1 || counts.get(0) > Integer.MAX_VALUE) {
      throw refused("must give one value a class for every image, but gives " + output.describe());
    }
    return counts.get(0) == GraphTensor.DYNAMIC
        ? OptionalInt.empty()
        : OptionalInt.of(Math.toIntExact(counts.get(0)));
  }

  private static BundleRefusedException refused(String what) {
    return new BundleRefusedException(RefusalCode.MODEL_SHAPES, "The model " + what + ".");
  }
}
