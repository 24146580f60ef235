package io.saccade.trainer.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts nodes by what stands against them, so that a refusal names everything at once. */
public final class NodeTally {

  private final Map<String, List<Node>> found = new TreeMap<>();

  /** Adds a node with what is said of it, such as {@code the operator LSTM}. */
  public void add(String what, Node node) {
    found.computeIfAbsent(what, none -> new ArrayList<>()).add(node);
  }

  /** A line for each thing that was said: how often, and of which node first; in their order. */
  public List<String> lines() {
    return found.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue())).toList();
  }

  private static String line(String what, List<Node> nodes) {
    String first = nodes.get(0).called();
    return first.isEmpty()
        ? "%s (%d ×)".formatted(what, nodes.size())
        : "%s (%d ×, first %s)".formatted(what, nodes.size(), first);
  }
}
