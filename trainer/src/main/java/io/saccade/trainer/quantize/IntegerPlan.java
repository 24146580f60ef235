package io.saccade.trainer.quantize;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which layers of a graph compute in integers, and which values are kept as such: what layers take,
 * what convolutions give, and what is made of these alone by additions and pooling. The scores stay
 * floats, since so few steps would make ties of them.
 */
final class IntegerPlan {

  /** Whatever these give has the very steps of what they take. */
  private static final Set<String> MOVING =
      Set.of("MaxPool", "Flatten", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "Identity");

  private static final Set<String> COMBINING =
      Set.of("Add", "Concat", "AveragePool", "GlobalAveragePool");

  private final Graph graph;
  private final Consumers consumers;
  private final Set<String> floats;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final Set<String> values = new LinkedHashSet<>();
  private final Map<String, String> sources = new HashMap<>();
  private final Map<String, String> ends = new LinkedHashMap<>();

  private IntegerPlan(Graph graph, Set<String> floats) {
    this.graph = graph;
    this.floats = floats;
    this.consumers = Consumers.of(graph);
  }

  /**
   * A plan of as many layers as can be.
   *
   * @param floats the outputs of layers that are to stay as they are
   */
  static IntegerPlan of(Graph graph, Set<String> floats) {
    IntegerPlan plan = new IntegerPlan(graph, floats);
    graph.nodes().forEach(plan::layer);
    graph.nodes().forEach(plan::follow);
    graph.nodes().forEach(plan::absorb);
    return plan;
  }

  /** The outputs of the layers that compute in integers, in the order of the nodes. */
  Set<String> layers() {
    return Collections.unmodifiableSet(layers.keySet());
  }

  /** The values that are integers, in the order of the nodes. */
  Set<String> values() {
    return Collections.unmodifiableSet(values);
  }

  /** The value whose steps this one has; itself where it has its own. */
  String source(String value) {
    String source = value;
    while (sources.containsKey(source)) {
      source = sources.getOrDefault(source, source);
    }
    return source;
  }

  /** The layer that a node is, where it computes in integers. */
  Optional<Layer> layer(String output) {
    return Optional.ofNullable(layers.get(output));
  }

  /**
   * What a node gives, the rectifier behind it included where the limits of integers replace it.
   */
  String end(String output) {
    return ends.getOrDefault(output, output);
  }

  /** Whether the node is a rectifier that the limits of integers replace. */
  boolean isReplaced(Node node) {
    return !node.inputs().isEmpty() && node.outputs().get(0).equals(ends.get(node.inputs().get(0)));
  }

  private void layer(Node node) {
    Layer.of(graph, node)
        .filter(layer -> !floats.contains(node.outputs().get(0)))
        .ifPresent(
            layer -> {
              layers.put(node.outputs().get(0), layer);
              values.add(node.inputs().get(0));
              if (node.op().equals("Conv")) {
                values.add(rectified(node));
              }
            });
  }

  private void follow(Node node) {
    if (MOVING.contains(node.op()) && values.contains(node.inputs().get(0))) {
      values.add(node.outputs().get(0));
      sources.put(node.outputs().get(0), node.inputs().get(0));
    } else if (combines(node)) {
      values.add(node.op().equals("Add") ? rectified(node) : node.outputs().get(0));
    }
  }

  private boolean combines(Node node) {
    return COMBINING.contains(node.op()) && values.containsAll(node.inputs());
  }

  private void absorb(Node node) {
    String end = rectified(node);
    boolean limited =
        node.op().equals("Add")
            ? combines(node)
            : layers.containsKey(node.outputs().get(0)) && !node.op().equals("MatMul");
    if (limited && values.contains(end) && !end.equals(node.outputs().get(0))) {
      ends.put(node.outputs().get(0), end);
    }
  }

  /** What the node gives, or the rectifier behind it where that alone reads it. */
  private String rectified(Node node) {
    String output = node.outputs().get(0);
    return consumers
        .only(output)
        .filter(this::rectifies)
        .map(rectifier -> rectifier.outputs().get(0))
        .orElse(output);
  }

  /** Whether the node cuts off below zero, and at most above; integers end there anyway. */
  private boolean rectifies(Node node) {
    if (node.op().equals("Relu")) {
      return true;
    }
    if (!node.op().equals("Clip") || !node.has(1)) {
      return false;
    }
    HostTensor least = graph.constants().get(node.inputs().get(1));
    return least != null
        && least.number(0) == 0
        && (!node.has(2) || graph.constants().containsKey(node.inputs().get(2)));
  }
}
