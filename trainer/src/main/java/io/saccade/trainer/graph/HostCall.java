package io.saccade.trainer.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A node with the values of its inputs. */
record HostCall(Node node, List<Optional<HostTensor>> inputs, int opset) {

  Attributes attributes() {
    return node.attributes();
  }

  boolean has(int input) {
    return input < inputs.size() && inputs.get(input).isPresent();
  }

  HostTensor input(int input) {
    if (!has(input)) {
      throw new IllegalArgumentException("input " + input + " is missing");
    }
    return inputs.get(input).orElseThrow();
  }

  /** Integers that older operator sets keep in an attribute and newer ones in an input. */
  long[] integers(int input, String attribute) {
    return has(input) ? input(input).longs() : attributes().integers(attribute);
  }

  /**
   * The second operand of arithmetic. Before operator set 7 it lined up with the axis it named, not
   * with the last one.
   */
  HostTensor second() {
    HostTensor second = input(1);
    long axis = attributes().integer("axis", -1);
    int missing = axis < 0 ? 0 : input(0).rank() - (int) axis - second.rank();
    if (opset >= 7 || missing <= 0) {
      return second;
    }
    long[] dims = Arrays.copyOf(second.dims(), second.rank() + missing);
    Arrays.fill(dims, second.rank(), dims.length, 1);
    return second.reshaped(dims);
  }
}
