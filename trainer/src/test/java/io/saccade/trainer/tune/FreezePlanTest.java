package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.graph.surgery.NewHead;
import io.saccade.trainer.zoo.Architecture;
import io.saccade.trainer.zoo.InputShape;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FreezePlanTest {

  private static Graph graph(Architecture architecture) throws GraphRefusedException {
    return Graph.of(architecture.model(new InputShape(3, 32, 32), 10, 1));
  }

  @Test
  void keepsResidualBlocksWhole() throws Exception {
    GraftedHead model = NewHead.linear(5, 1).on(graph(Architecture.RESNET_18));
    List<Block> blocks = FreezePlan.none(model).blocks();
    // The first convolution, eight blocks of two (three with a projection each), and the head.
    assertThat(blocks).extracting(Block::layers).containsExactly(1, 2, 2, 3, 2, 3, 2, 3, 2, 1);
    assertThat(blocks.get(blocks.size() - 1).input()).isEqualTo(model.features());
  }

  @Test
  void coversEveryNodeOnce() throws Exception {
    for (Architecture architecture : Architecture.values()) {
      Graph graph = graph(architecture);
      int next = 0;
      for (Block block : FreezePlan.scratch(graph).blocks()) {
        assertThat(block.first()).isEqualTo(next);
        assertThat(block.layers()).isPositive();
        next = block.last() + 1;
      }
      assertThat(next).isEqualTo(graph.nodes().size());
    }
  }

  @Test
  void trainsAllLayersOfAHeadWhereTheBaseIsFrozen() throws Exception {
    NewHead head = new NewHead(5, List.of(7), 0.5f, 1);
    GraftedHead model = head.on(graph(Architecture.SMALL_CNN));
    FreezePlan plan = FreezePlan.all(model);
    Block last = plan.blocks().get(plan.blocks().size() - 1);
    assertThat(last.layers()).isEqualTo(2);
    assertThat(plan.firstTrained()).isEqualTo(last.first());
    assertThat(plan.entrance()).isEqualTo(model.features());
  }

  @Test
  void leavesDropoutBeforeALinearHeadToTraining() throws Exception {
    NewHead head = new NewHead(5, List.of(), 0.5f, 1);
    GraftedHead model = head.on(graph(Architecture.RESNET_18));
    FreezePlan plan = FreezePlan.all(model);
    assertThat(model.graph().nodes().get(plan.firstTrained()).op()).isEqualTo("Dropout");
  }

  @Test
  void letsEarlyBlocksLearnAtATenth() throws Exception {
    GraftedHead model = NewHead.linear(5, 1).on(graph(Architecture.RESNET_18));
    FreezePlan plan = FreezePlan.first(model, 2);
    assertThat(plan.firstTrained()).isEqualTo(plan.blocks().get(2).first());
    assertThat(plan.share(0)).isCloseTo(0.1, within(1e-9));
    assertThat(plan.share(plan.blocks().get(3).first()))
        .isCloseTo(Math.pow(10, -6 / 9.0), within(1e-9));
    assertThat(plan.share(model.graph().nodes().size() - 1)).isEqualTo(1);
    assertThat(FreezePlan.scratch(model.graph()).share(0)).isEqualTo(1);
  }

  @Test
  void saysHowManyBlocksThereAre() throws Exception {
    GraftedHead model = NewHead.linear(5, 1).on(graph(Architecture.RESNET_18));
    assertThatThrownBy(() -> FreezePlan.first(model, 10))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("9 blocks")
        .hasMessageContaining("10 were asked for");
  }
}
