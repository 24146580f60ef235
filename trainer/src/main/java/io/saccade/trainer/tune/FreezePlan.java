package io.saccade.trainer.tune;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.Node;
import io.saccade.trainer.graph.surgery.GraftedHead;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a network stays as it is, and how fast the rest of it may change: in a network that has
 * learned before, the first block of the base learns at a tenth of the rate, the new head at all of
 * it, and the blocks between them in even ratios. Immutable.
 */
public final class FreezePlan {

  /** Early layers hold what is common to all images, and little is to be gained from them. */
  private static final double EARLIEST = 0.1;

  private final List<Block> blocks;
  private final int frozen;
  private final boolean pretrained;

  private FreezePlan(List<Block> blocks, int frozen, boolean pretrained) {
    this.blocks = List.copyOf(blocks);
    this.frozen = frozen;
    this.pretrained = pretrained;
  }

  /** All of a network that has learned nothing yet is trained, at the full rate. */
  public static FreezePlan scratch(Graph graph) {
    return new FreezePlan(Blocks.of(graph), 0, false);
  }

  /** Nothing of the base is frozen. */
  public static FreezePlan none(GraftedHead model) {
    return new FreezePlan(blocks(model), 0, true);
  }

  /** The whole base is frozen; only the head is trained. */
  public static FreezePlan all(GraftedHead model) {
    List<Block> blocks = blocks(model);
    return new FreezePlan(blocks, blocks.size() - 1, true);
  }

  /**
   * The first blocks of the base are frozen.
   *
   * @throws GraphRefusedException where the base has not as many
   */
  public static FreezePlan first(GraftedHead model, int count) throws GraphRefusedException {
    List<Block> blocks = blocks(model);
    int most = blocks.size() - 1;
    if (count < 0 || count > most) {
      throw new GraphRefusedException(
          "The base has %d blocks, so that 0 to %d of them can be frozen, but %d were asked for."
              .formatted(most, most, count));
    }
    return new FreezePlan(blocks, count, true);
  }

  /** The base's blocks, and the head from where features enter it as one more. */
  private static List<Block> blocks(GraftedHead model) {
    Graph graph = model.graph();
    int end = graph.nodes().size();
    int head = firstReader(graph.nodes(), model.features());
    List<Block> blocks = new ArrayList<>();
    for (Block block : Blocks.of(graph)) {
      if (block.last() < head) {
        blocks.add(block);
      } else if (block.first() < head) {
        blocks.add(block.before(head, Blocks.layers(graph, block.first(), head)));
      }
    }
    int layers = Blocks.layers(graph, head, end);
    blocks.add(new Block("head", model.features(), head, end - 1, layers));
    return blocks;
  }

  private static int firstReader(List<Node> nodes, String value) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).inputs().contains(value)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no node reads the value " + value);
  }

  /** All blocks in order; where there is a new head, it is the last one. */
  public List<Block> blocks() {
    return blocks;
  }

  /** How many blocks, from the first one on, stay as they are. */
  public int frozen() {
    return frozen;
  }

  /** The first node that is trained. */
  public int firstTrained() {
    return frozen == 0 ? 0 : blocks.get(frozen).first();
  }

  /** The only value that enters what is trained. */
  String entrance() {
    return blocks.get(frozen).input();
  }

  /** Whether the weights have learned before. */
  boolean pretrained() {
    return pretrained;
  }

  /** The share of the learning rate at which this node learns. */
  public double share(int node) {
    if (!pretrained || blocks.size() < 2) {
      return 1;
    }
    int block = 0;
    while (block < blocks.size() - 1 && blocks.get(block).last() < node) {
      block++;
    }
    int most = blocks.size() - 1;
    return StrictMath.pow(EARLIEST, (most - block) / (double) most);
  }
}
