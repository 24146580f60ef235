package io.saccade.trainer.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds all operators of a graph that cannot be trained, before any training begins. */
public final class UnsupportedOperators {

  private UnsupportedOperators() {}

  /**
   * Every operator that is not supported, once, with how often it occurs and where first.
   *
   * @param nodes those to be interpreted; what runs frozen elsewhere need not be supported
   * @param supported names as {@link Node#op} gives them
   */
  public static List<String> of(List<Node> nodes, Set<String> supported) {
    Map<String, List<Node>> found = new LinkedHashMap<>();
    for (Node node : nodes) {
      if (!supported.contains(node.op())) {
        found.computeIfAbsent(node.op(), op -> new ArrayList<>()).add(node);
      }
    }
    return found.values().stream()
        .map(same -> "%s (%d of them)".formatted(same.get(0).describe(), same.size()))
        .toList();
  }
}
