package io.saccade.trainer.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists the operators among some nodes that are not of a set, to be named in a refusal. */
public final class UnsupportedOperators {

  private UnsupportedOperators() {}

  /**
   * Every operator that is not supported, once, with how often it occurs and where first.
   *
   * @param nodes those that are looked at
   * @param supported the set: names as {@link Node#op} gives them
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
