package io.saccade.bench.train;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.graph.surgery.Head;
import io.saccade.trainer.tune.FreezePlan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The weights of an exported network, by name, and which of them its blocks have.
 *
 * @param head the network, with its last layer as the head
 */
record ExportedWeights(GraftedHead head) {

  static ExportedWeights of(Outcome outcome) throws CommandFailedException {
    Graph graph = outcome.graph();
    try {
      Head last = Head.of(graph);
      List<String> parameters = graph.nodes().get(last.node()).inputs();
      return new ExportedWeights(
          new GraftedHead(
              graph,
              last.features(),
              graph.outputs().get(0),
              parameters.subList(1, parameters.size())));
    } catch (GraphRefusedException e) {
      throw new CommandFailedException("the exported graph has no head: " + e.getMessage(), e);
    }
  }

  /** The names of weights that have other bytes there, or are not there. */
  Set<String> changedIn(ExportedWeights other) {
    Map<String, HostTensor> others = other.head.graph().constants();
    Set<String> changed = new TreeSet<>();
    weights()
        .forEach(
            (name, weight) -> {
              HostTensor there = others.get(name);
              if (there == null || !Arrays.equals(bits(weight), bits(there))) {
                changed.add(name);
              }
            });
    return changed;
  }

  /** The weights, in the order in which the network reads them. */
  Map<String, HostTensor> weights() {
    Map<String, HostTensor> weights = new LinkedHashMap<>();
    for (Node node : head.graph().nodes()) {
      for (String name : node.inputs()) {
        HostTensor constant = head.graph().constants().get(name);
        if (constant != null && constant.isFloat()) {
          weights.put(name, constant);
        }
      }
    }
    return weights;
  }

  /** What another program may call a weight: its own name, but the head's are always the same. */
  String called(String name) {
    if (name.equals(head.parameters().get(0))) {
      return "head.weight";
    }
    return head.parameters().indexOf(name) == 1 ? "head.bias" : name;
  }

  /** The share of the learning rate that each weight is trained at. */
  Map<String, Double> shares() {
    FreezePlan plan = FreezePlan.none(head);
    Map<String, Double> shares = new LinkedHashMap<>();
    List<Node> nodes = head.graph().nodes();
    for (int i = 0; i < nodes.size(); i++) {
      for (String name : nodes.get(i).inputs()) {
        shares.put(name, plan.share(i));
      }
    }
    shares.keySet().retainAll(weights().keySet());
    return shares;
  }

  /** Half of the blocks, to be frozen. */
  int frozenBlocks() {
    return FreezePlan.none(head).blocks().size() / 2;
  }

  /** The names of the weights in the first so many blocks. */
  Set<String> firstBlocks(int count) throws CommandFailedException {
    try {
      int end = FreezePlan.first(head, count).firstTrained();
      Set<String> names = new TreeSet<>();
      head.graph().nodes().subList(0, end).forEach(node -> names.addAll(node.inputs()));
      names.retainAll(weights().keySet());
      return names;
    } catch (GraphRefusedException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static int[] bits(HostTensor tensor) {
    float[] values = tensor.floats();
    return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
  }
}
