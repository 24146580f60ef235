package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.Attributes;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import io.saccade.trainer.tensor.TensorBackend;
import io.saccade.trainer.tensor.TensorMath;

/** A node that is about to be computed, with its inputs. */
record Call<T>(TensorBackend<T> backend, Node node, int opset, Mode mode, Values<T> values) {

  TensorMath<T> math() {
    return backend.math();
  }

  Attributes attributes() {
    return node.attributes();
  }

  boolean has(int input) {
    return node.has(input);
  }

  /** An input as a tensor. */
  T in(int input) throws GraphRefusedException {
    return values.tensor(name(input));
  }

  /** An input on the heap. */
  HostTensor host(int input) throws GraphRefusedException {
    return values.host(name(input));
  }

  /** Integers that older operator sets keep in an attribute and newer ones in an input. */
  long[] integers(int input, String attribute) throws GraphRefusedException {
    return has(input) ? host(input).longs() : attributes().integers(attribute);
  }

  /** A number that older operator sets keep in an attribute and newer ones in an input. */
  float number(int input, String attribute, float otherwise) throws GraphRefusedException {
    return has(input) ? host(input).number(0) : attributes().number(attribute, otherwise);
  }

  /** An attribute that is 0 or 1. */
  boolean flag(String attribute) {
    return attributes().integer(attribute, 0) == 1;
  }

  /** The lengths of the axes of a tensor. */
  long[] dims(T tensor) {
    return backend.dims(tensor);
  }

  private String name(int input) throws GraphRefusedException {
    if (!has(input)) {
      throw refused("input " + input + " is missing");
    }
    return node.inputs().get(input);
  }

  /** The graph cannot be run because of this node. */
  GraphRefusedException refused(String why) {
    return new GraphRefusedException("The node " + node.describe() + " cannot be run: " + why);
  }
}
