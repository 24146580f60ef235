package io.saccade.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeTallyTest {

  private static Node node(String op, String name, String... outputs) throws Exception {
    return new Node(op, name, List.of(), List.of(outputs), Attributes.read(List.of()));
  }

  @Test
  void namesEachThingOnceWithItsNumberAndItsFirstPlace() throws Exception {
    NodeTally tally = new NodeTally();
    tally.add("the operator Sin", node("Sin", "", "a"));
    tally.add("the operator Cos", node("Cos", "turn", "b"));
    tally.add("the operator Sin", node("Sin", "again", "c"));
    tally.add("the operator Tan", node("Tan", ""));

    assertThat(tally.lines())
        .containsExactly(
            "the operator Cos (1 ×, first turn)",
            "the operator Sin (2 ×, first a)",
            "the operator Tan (1 ×)");
  }

  @Test
  void saysNothingOfNothing() {
    assertThat(new NodeTally().lines()).isEmpty();
  }
}
