package io.saccade.trainer.tune;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the joints of a network: places before a layer with weights where one value alone leads
 * from all that was computed to all that is still to be.
 */
final class Blocks {

  private final Graph graph;
  private final List<Node> nodes;

  /** The nodes between which a value lives: after the first, up to the last. */
  private final Map<String, Span> spans = new LinkedHashMap<>();

  private record Span(int born, int lastRead) {

    boolean crosses(int node) {
      return born < node && node <= lastRead;
    }

    Span readBy(int node) {
      return new Span(born, Math.max(lastRead, node));
    }
  }

  private Blocks(Graph graph) {
    this.graph = graph;
    this.nodes = graph.nodes();
    spans.put(graph.input(), new Span(-1, -1));
    for (int i = 0; i < nodes.size(); i++) {
      int node = i;
      for (String input : nodes.get(i).inputs()) {
        spans.computeIfPresent(input, (name, span) -> span.readBy(node));
      }
      for (String output : nodes.get(i).outputs()) {
        spans.put(output, new Span(node, node));
      }
    }
    for (String output : graph.outputs()) {
      spans.computeIfPresent(output, (name, span) -> span.readBy(nodes.size()));
    }
  }

  /** All nodes of the graph, block by block. */
  static List<Block> of(Graph graph) {
    return new Blocks(graph).found();
  }

  /** How many of the nodes from {@code first} to before {@code end} are layers with weights. */
  static int layers(Graph graph, int first, int end) {
    int layers = 0;
    for (int i = first; i < end; i++) {
      layers += isLayer(graph, graph.nodes().get(i)) ? 1 : 0;
    }
    return layers;
  }

  private List<Block> found() {
    List<Block> blocks = new ArrayList<>();
    int first = 0;
    String input = graph.input();
    for (int i = 1; i < nodes.size(); i++) {
      if (!isLayer(graph, nodes.get(i)) || layers(graph, first, i) == 0) {
        continue;
      }
      List<String> crossing = crossing(i);
      if (crossing.size() == 1) {
        blocks.add(block(first, i, input));
        first = i;
        input = crossing.get(0);
      }
    }
    blocks.add(block(first, nodes.size(), input));
    return blocks;
  }

  private Block block(int first, int end, String input) {
    String name = nodes.isEmpty() ? input : nodes.get(first).describe();
    return new Block(name, input, first, end - 1, layers(graph, first, end));
  }

  private List<String> crossing(int node) {
    List<String> names = new ArrayList<>();
    spans.forEach(
        (name, span) -> {
          if (span.crosses(node)) {
            names.add(name);
          }
        });
    return names;
  }

  private static boolean isLayer(Graph graph, Node node) {
    return switch (node.op()) {
      case "Conv", "ConvTranspose", "Gemm", "MatMul" ->
          node.inputs().stream().anyMatch(name -> isWeight(graph, name));
      default -> false;
    };
  }

  private static boolean isWeight(Graph graph, String name) {
    HostTensor constant = graph.constants().get(name);
    return constant != null && constant.isFloat();
  }
}
