package io.saccade.trainer.graph.surgery;

import static io.saccade.trainer.graph.OnnxParts.integer;
import static io.saccade.trainer.graph.OnnxParts.node;
import static io.saccade.trainer.graph.OnnxParts.number;
import static io.saccade.trainer.graph.OnnxParts.value;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphEdit;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A head to be put on a base in place of its own: linear, or with hidden layers, each with a ReLU.
 *
 * @param classes how many scores it gives
 * @param hidden the widths of the hidden layers, from the features on; none for a linear head
 * @param dropout the share of values dropped before the last layer while training; 0 for none
 * @param seed of the first weights
 */
public record NewHead(int classes, List<Integer> hidden, float dropout, long seed) {

  private static final int DROPOUT_TAKES_ITS_RATIO_AS_INPUT = 12;

  /** Checks the sizes and copies the list. */
  public NewHead {
    hidden = List.copyOf(hidden);
    if (classes < 2) {
      throw new IllegalArgumentException("classes must be at least 2, but was " + classes);
    }
    for (int width : hidden) {
      if (width < 1) {
        throw new IllegalArgumentException("hidden must be at least 1, but was " + width);
      }
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "dropout must be at least 0 and below 1, but was " + dropout);
    }
  }

  /** One layer, from features to scores. */
  public static NewHead linear(int classes, long seed) {
    return new NewHead(classes, List.of(), 0, seed);
  }

  /**
   * The base with this head; its only output, {@code logits}, is images × classes. The base's own
   * layers and constants keep their names.
   *
   * @throws GraphRefusedException where the base has no head to be replaced
   */
  public GraftedHead on(Graph base) throws GraphRefusedException {
    if (base.opset() < Graph.OLDEST_OPSET) {
      throw new GraphRefusedException(
          "The graph is of operator set %d, but a head can be put on from %d on; convert it first."
              .formatted(base.opset(), Graph.OLDEST_OPSET));
    }
    Head old = Head.of(base);
    GraphEdit edit = new GraphEdit(base);
    Random random = new Random(seed);
    List<String> parameters = new ArrayList<>();
    String features = FeatureCut.features(edit, old);
    String last = features;
    int width = old.width();
    for (int next : hidden) {
      Layer layer = new Layer(edit.freeName("hidden"), width, next);
      // He's variance keeps the size of what a ReLU lets through.
      String scores = layer.add(edit, last, random, parameters, Math.sqrt(6.0 / width));
      last = edit.freeName("hidden_relu");
      edit.nodes().add(node("Relu", last, List.of(scores)));
      width = next;
    }
    if (dropout > 0) {
      last = addDropout(edit, last, base.opset());
    }
    Layer layer = new Layer(edit.freeName("logits"), width, classes);
    String logits = layer.add(edit, last, random, parameters, 1 / Math.sqrt(width));
    edit.output(value(logits, -1, classes));
    return new GraftedHead(edit.graph(), features, logits, parameters);
  }

  private String addDropout(GraphEdit edit, String before, int opset) {
    String after = edit.freeName("dropout");
    if (opset < DROPOUT_TAKES_ITS_RATIO_AS_INPUT) {
      edit.nodes().add(node("Dropout", after, List.of(before), number("ratio", dropout)));
    } else {
      HostTensor ratio = HostTensor.floats(new long[0], new float[] {dropout});
      String named = edit.constant("dropout_ratio", ratio);
      edit.nodes().add(node("Dropout", after, List.of(before, named)));
    }
    return after;
  }

  /** A fully connected layer to be added, named as its output is. */
  private record Layer(String name, int from, int to) {

    /** Weights lie evenly within the bound; the bias is 0, so that no class is preferred. */
    String add(GraphEdit edit, String input, Random random, List<String> parameters, double bound) {
      float[] drawn = new float[Math.multiplyExact(from, to)];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
      HostTensor weights = HostTensor.floats(new long[] {to, from}, drawn);
      HostTensor zeros = HostTensor.floats(new long[] {to}, new float[to]);
      String weight = edit.constant("head." + name + ".weight", weights);
      String bias = edit.constant("head." + name + ".bias", zeros);
      parameters.add(weight);
      parameters.add(bias);
      edit.nodes().add(node("Gemm", name, List.of(input, weight, bias), integer("transB", 1)));
      return name;
    }
  }
}
