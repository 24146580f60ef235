package io.saccade.trainer.tune;

/**
 * A piece of a network that is frozen or trained as a whole: layers with weights that no joint lies
 * between, such as those of a residual block.
 *
 * @param name what the file calls its first node
 * @param input the only value that enters it
 * @param first its first node, counted from 0
 * @param last its last node
 * @param layers how many layers with weights it has
 */
public record Block(String name, String input, int first, int last, int layers) {

  /** The block, ended before a node of its own. */
  Block before(int node, int layersLeft) {
    return new Block(name, input, first, node - 1, layersLeft);
  }
}
