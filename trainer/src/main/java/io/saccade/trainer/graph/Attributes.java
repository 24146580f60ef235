package io.saccade.trainer.graph;

import io.saccade.model.onnx.proto.AttributeProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes of a node, by name. Immutable. */
public final class Attributes {

  private final Map<String, AttributeProto> attributes;
  private final Map<String, HostTensor> tensors;

  private Attributes(Map<String, AttributeProto> attributes, Map<String, HostTensor> tensors) {
    this.attributes = Map.copyOf(attributes);
    this.tensors = Map.copyOf(tensors);
  }

  /**
   * Reads attributes as they stand in a node.
   *
   * @throws GraphRefusedException where one holds a graph, or a tensor that cannot be read
   */
  static Attributes read(List<AttributeProto> protos) throws GraphRefusedException {
    Map<String, AttributeProto> attributes = new HashMap<>();
    Map<String, HostTensor> tensors = new HashMap<>();
    for (AttributeProto attribute : protos) {
      if (attribute.hasG() || attribute.getGraphsCount() > 0) {
        throw new GraphRefusedException(
            "The graph branches or loops (attribute "
                + attribute.getName()
                + "); export the model without control flow.");
      }
      if (attribute.hasT()) {
        tensors.put(attribute.getName(), HostTensor.read(attribute.getT()));
      } else {
        attributes.put(attribute.getName(), attribute);
      }
    }
    return new Attributes(attributes, tensors);
  }

  /** Whether there is an attribute of this name. */
  public boolean has(String name) {
    return attributes.containsKey(name) || tensors.containsKey(name);
  }

  /** The integer of this name. */
  public long integer(String name, long otherwise) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.getI();
  }

  /** The floating-point number of this name. */
  public float number(String name, float otherwise) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.getF();
  }

  /** The text of this name. */
  public String text(String name, String otherwise) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.getS().toStringUtf8();
  }

  /** The integers of this name. */
  public long[] integers(String name, long... otherwise) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null
        ? otherwise.clone()
        : attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
  }

  /** The floating-point numbers of this name; none where there is no such attribute. */
  public float[] numbers(String name) {
    AttributeProto attribute = attributes.get(name);
    float[] numbers = new float[attribute == null ? 0 : attribute.getFloatsCount()];
    for (int i = 0; attribute != null && i < numbers.length; i++) {
      numbers[i] = attribute.getFloats(i);
    }
    return numbers;
  }

  /** The tensor of this name. */
  public Optional<HostTensor> tensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }
}
