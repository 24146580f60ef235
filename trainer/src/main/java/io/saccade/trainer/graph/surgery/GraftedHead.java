package io.saccade.trainer.graph.surgery;

import static io.saccade.trainer.graph.OnnxParts.value;

import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphEdit;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import java.util.List;
import java.util.Map;

/**
 * A base with a new head on it.
 *
 * @param graph the whole, ready to be trained
 * @param features the value that enters the new head, images × features
 * @param logits the only output, images × classes
 * @param parameters the names of the head's constants: weight (to × from) and bias of each layer,
 *     the last layer's at the end
 */
public record GraftedHead(Graph graph, String features, String logits, List<String> parameters) {

  /** Copies the names. */
  public GraftedHead {
    parameters = List.copyOf(parameters);
  }

  /** The name of the last layer's weights, classes × features. */
  public String weight() {
    return parameters.get(parameters.size() - 2);
  }

  /** The name of the last layer's bias, one value a class. */
  public String bias() {
    return parameters.get(parameters.size() - 1);
  }

  /** How many features an image has. */
  public int width() {
    return (int) graph.constant(parameters.get(0)).dims()[1];
  }

  /**
   * The model as it is given away: with these weights, without the dropout that only training
   * needs, and with the features as a second output, by which images can be told from those that
   * were learned from.
   *
   * @throws GraphRefusedException never for a graph that was read before
   */
  public ModelProto export(Map<String, HostTensor> trained) throws GraphRefusedException {
    GraphEdit edit = new GraphEdit(Dropouts.without(graph));
    edit.addOutput(value(features, -1, width()));
    return edit.graph().model(trained);
  }
}
