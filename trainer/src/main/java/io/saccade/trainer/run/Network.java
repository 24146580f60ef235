package io.saccade.trainer.run;

import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;

/**
 * What is to learn, before anything of it is changed.
 *
 * @param name the file or architecture
 * @param sha256 of its bytes, as 64 hexadecimal digits
 * @param preprocessing how an image becomes its input
 * @param maker makes its graph
 */
record Network(String name, String sha256, Preprocessing preprocessing, Maker maker) {

  /** Makes the graph of a network. */
  @FunctionalInterface
  interface Maker {

    /** The graph, with a free batch; from scratch with so many classes, else with its own. */
    Graph graph(int classes) throws GraphRefusedException;
  }
}
