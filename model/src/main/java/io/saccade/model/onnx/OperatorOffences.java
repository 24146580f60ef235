package io.saccade.model.onnx;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.FunctionProto;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Collects everything a model does that an accepted model may not, so that its owner hears of all
 * of it at once.
 */
final class OperatorOffences {

  private static final Set<String> CONTROL_FLOW = Set.of("If", "Loop", "Scan", "SequenceMap");
  private static final Set<String> RANDOM =
      Set.of(
          "Bernoulli",
          "Multinomial",
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike");

  private final Set<String> alwaysFalse;
  private final Map<String, Integer> counts = new TreeMap<>();

  private OperatorOffences(GraphProto graph) {
    Stream<String> initializers =
        graph.getInitializerList().stream()
            .filter(OperatorOffences::isFalse)
            .map(TensorProto::getName);
    Stream<String> constants =
        graph.getNodeList().stream()
            .filter(node -> node.getOpType().equals("Constant") && node.getOutputCount() > 0)
            .filter(node -> node.getAttributeList().stream().anyMatch(a -> isFalse(a.getT())))
            .map(node -> node.getOutput(0));
    this.alwaysFalse = Stream.concat(initializers, constants).collect(Collectors.toSet());
  }

  /** One phrase an offence with how often it occurs, in the order of the alphabet. */
  static List<String> of(ModelProto model) {
    OperatorOffences offences = new OperatorOffences(model.getGraph());
    offences.inGraph(model.getGraph());
    // A function may call functions, so a few bytes can stand for billions of nodes.
    for (FunctionProto function : model.getFunctionsList()) {
      offences.add("function " + function.getDomain() + ":" + function.getName() + " (functions)");
    }
    if (model.getTrainingInfoCount() > 0) {
      offences.add("training graphs");
    }
    return offences.counts.entrySet().stream()
        .map(entry -> entry.getKey() + (entry.getValue() > 1 ? " × " + entry.getValue() : ""))
        .toList();
  }

  private void inGraph(GraphProto graph) {
    if (graph.getSparseInitializerCount() > 0) {
      add("sparse initializers");
    }
    for (NodeProto node : graph.getNodeList()) {
      look(node);
      for (AttributeProto attribute : node.getAttributeList()) {
        // A few bytes of it stand for any number of zeros, which the runtime writes out.
        if (attribute.hasSparseTensor() || attribute.getSparseTensorsCount() > 0) {
          add("sparse constants");
        }
        if (attribute.hasG()) {
          inGraph(attribute.getG());
        }
        attribute.getGraphsList().forEach(this::inGraph);
      }
    }
  }

  private void look(NodeProto node) {
    String domain = AcceptedOperators.normalised(node.getDomain());
    String operator = node.getOpType();
    if (!AcceptedOperators.contains(domain, operator)) {
      add(nameOf(domain, operator) + " (" + whyRefused(domain, operator) + ")");
    } else if (hasSubgraph(node)) {
      add(nameOf(domain, operator) + " with a graph inside");
    } else if (trains(node)) {
      add(operator + " in training mode");
    }
  }

  private void add(String offence) {
    counts.merge(offence, 1, Integer::sum);
  }

  static String nameOf(String domain, String operator) {
    return domain.isEmpty() ? operator : domain + ":" + operator;
  }

  private static String whyRefused(String domain, String operator) {
    boolean standard = domain.equals(AcceptedOperators.STANDARD);
    if (!standard && !domain.equals(AcceptedOperators.MICROSOFT)) {
      return "custom domain";
    }
    if (standard && CONTROL_FLOW.contains(operator)) {
      return "control flow";
    }
    if (standard && RANDOM.contains(operator)) {
      return "random numbers";
    }
    if (operator.equals("EPContext")) {
      return "compiled engine";
    }
    return "not an operator of image classifiers";
  }

  private static boolean hasSubgraph(NodeProto node) {
    return node.getAttributeList().stream().anyMatch(a -> a.hasG() || a.getGraphsCount() > 0);
  }

  // In training mode a normalisation looks at the whole batch and a dropout draws random numbers:
  // the label of an image would depend on its neighbours, or on chance.
  private boolean trains(NodeProto node) {
    return switch (node.getOpType()) {
      case "BatchNormalization" ->
          node.getAttributeList().stream()
              .anyMatch(a -> a.getName().equals("training_mode") && a.getI() != 0);
      case "Dropout" ->
          node.getInputCount() > 2
              && !node.getInput(2).isEmpty()
              && !alwaysFalse.contains(node.getInput(2));
      default -> false;
    };
  }

  private static boolean isFalse(TensorProto tensor) {
    return tensor.getDataType() == TensorProto.DataType.BOOL_VALUE
        && tensor.getRawData().size() + tensor.getInt32DataCount() == 1
        && (tensor.getRawData().isEmpty() || tensor.getRawData().byteAt(0) == 0)
        && (tensor.getInt32DataCount() == 0 || tensor.getInt32Data(0) == 0);
  }
}
