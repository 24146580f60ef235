package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostEvaluation;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import io.saccade.trainer.tensor.TensorBackend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a graph on a backend, node by node, so that what comes out can be differentiated. The nodes
 * before the first one that is not {@linkplain Weights#freezeBefore frozen} are evaluated as they
 * are served, without gradients. Not for several threads at once.
 *
 * @param <T> the backend's tensor
 */
public final class Interpreter<T> implements AutoCloseable {

  private final TensorBackend<T> backend;
  private final Graph graph;
  private final List<Node> nodes;
  private final Weights<T> weights;
  private final Map<String, Operator<T>> operators = Operators.table();
  private final Map<String, Integer> lastReader = new HashMap<>();

  private Interpreter(TensorBackend<T> backend, Graph graph) {
    this.backend = backend;
    this.graph = graph;
    this.nodes = graph.nodes();
    this.weights = new Weights<>(backend, graph);
    for (int i = 0; i < nodes.size(); i++) {
      for (String input : nodes.get(i).inputs()) {
        lastReader.put(input, i);
      }
    }
    graph.outputs().forEach(output -> lastReader.put(output, nodes.size()));
  }

  /**
   * An interpreter with the graph's own weights, none of them frozen.
   *
   * @throws GraphRefusedException with all operators that cannot be trained through
   */
  public static <T> Interpreter<T> of(TensorBackend<T> backend, Graph graph)
      throws GraphRefusedException {
    List<String> unsupported = Operators.unsupported(graph);
    if (!unsupported.isEmpty()) {
      throw new GraphRefusedException(
          "The model has parts that cannot be trained through: " + String.join(", ", unsupported));
    }
    return new Interpreter<>(backend, graph);
  }

  /** What is trained. */
  public Weights<T> weights() {
    return weights;
  }

  /**
   * The graph's first output. In every mode but {@link Mode#EVALUATE} the caller must be
   * {@linkplain TensorBackend#withGradients recording gradients}.
   *
   * @param input as the graph declares it, any number of rows where that is free
   * @return a tensor of the scope that the caller is in
   * @throws GraphRefusedException where a node does not fit its inputs
   */
  public T forward(T input, Mode mode) throws GraphRefusedException {
    return forwardFrom(0, Map.of(graph.input(), input), mode);
  }

  /**
   * As {@link #forward}, but starts in the middle.
   *
   * @param first the first node to be computed
   * @param known every value by name that nodes from there on take from the nodes before
   */
  public T forwardFrom(int first, Map<String, T> known, Mode mode) throws GraphRefusedException {
    Frame<T> frame = new Frame<>(backend, weights);
    try {
      known.forEach((name, tensor) -> frame.borrow(name, new Value.InBackend<>(tensor)));
      for (int i = first; i < nodes.size(); i++) {
        compute(nodes.get(i), i < weights.frozen() ? Mode.EVALUATE : mode, frame);
        forgetAfter(i, frame);
      }
      return frame.handOver(graph.outputs().get(0));
    } finally {
      frame.close();
    }
  }

  /** Frees the weights. */
  @Override
  public void close() {
    weights.close();
  }

  private void compute(Node node, Mode mode, Frame<T> frame) throws GraphRefusedException {
    Optional<HostTensor> shape = onHeap(node, frame);
    if (shape.isPresent()) {
      frame.borrow(node.outputs().get(0), new Value.OnHeap<>(shape.get()));
      return;
    }
    Call<T> call = new Call<>(backend, node, graph.opset(), mode, frame);
    List<Value<T>> outputs = mode.differentiates() ? run(call) : evaluate(call);
    for (int i = 0; i < Math.min(outputs.size(), node.outputs().size()); i++) {
      String name = node.outputs().get(i);
      if (mode.differentiates()) {
        frame.borrow(name, outputs.get(i));
      } else {
        frame.own(name, outputs.get(i));
      }
    }
  }

  private Optional<HostTensor> onHeap(Node node, Frame<T> frame) throws GraphRefusedException {
    Optional<List<Optional<HostTensor>>> inputs = frame.onHeap(node);
    return inputs.isEmpty()
        ? Optional.empty()
        : HostEvaluation.of(node, inputs.get(), graph.opset());
  }

  /** Frees what the node needed on the way at once, and retains what it gives for the frame. */
  private List<Value<T>> evaluate(Call<T> call) throws GraphRefusedException {
    return backend.inScope(
        () ->
            backend.withoutGradients(
                () -> {
                  List<Value<T>> outputs = run(call);
                  int asked = Math.min(outputs.size(), call.node().outputs().size());
                  for (Value<T> output : outputs.subList(0, asked)) {
                    if (output instanceof Value.InBackend<T> in) {
                      backend.retain(in.tensor());
                    }
                  }
                  return outputs;
                }));
  }

  private List<Value<T>> run(Call<T> call) throws GraphRefusedException {
    Operator<T> operator = operators.get(call.node().op());
    if (operator == null) {
      throw call.refused("the operator is not known");
    }
    try {
      return operator.run(call);
    } catch (RuntimeException e) {
      // The library checks shapes; behind the first line of its messages stands its own stack.
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new GraphRefusedException(
          "The node %s does not fit its inputs: %s".formatted(call.node().describe(), message), e);
    }
  }

  private void forgetAfter(int index, Frame<T> frame) {
    Node node = nodes.get(index);
    for (String input : node.inputs()) {
      if (lastReader.getOrDefault(input, -1) == index) {
        frame.forget(input);
      }
    }
    for (String output : node.outputs()) {
      if (!lastReader.containsKey(output)) {
        frame.forget(output);
      }
    }
  }
}
