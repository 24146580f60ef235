package io.saccade.model.onnx;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.OperatorSetIdProto;
import io.saccade.model.onnx.proto.StringStringEntryProto;
import io.saccade.model.onnx.proto.TensorProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an ONNX file says about itself, read without running it. An instance exists only for a model
 * that is whole, keeps all of its tensors in its own file and uses accepted operators, so holding
 * one is the proof of those checks. It keeps the description, not the weights. Immutable.
 */
public final class OnnxGraph {

  private static final int OFFENDERS_NAMED = 20;

  private final List<GraphTensor> inputs;
  private final List<GraphTensor> outputs;
  private final SortedMap<String, Long> opsets = new TreeMap<>();
  private final SortedMap<String, Integer> operators = new TreeMap<>();
  private final Map<String, OutputEnding> endings;
  private final String producer;
  private final Optional<String> normalisation;
  private final long parameters;

  private OnnxGraph(ModelProto model) {
    GraphProto graph = model.getGraph();
    Set<String> initialized =
        graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    this.inputs =
        graph.getInputList().stream()
            .filter(input -> !initialized.contains(input.getName()))
            .map(GraphTensor::of)
            .toList();
    this.outputs = graph.getOutputList().stream().map(GraphTensor::of).toList();
    for (OperatorSetIdProto opset : model.getOpsetImportList()) {
      opsets.put(AcceptedOperators.normalised(opset.getDomain()), opset.getVersion());
    }
    for (NodeProto node : graph.getNodeList()) {
      String domain = AcceptedOperators.normalised(node.getDomain());
      operators.merge(OperatorOffences.nameOf(domain, node.getOpType()), 1, Integer::sum);
    }
    this.endings = OutputEnding.of(graph);
    this.producer = (model.getProducerName() + " " + model.getProducerVersion()).strip();
    this.normalisation =
        model.getMetadataPropsList().stream()
            .filter(entry -> entry.getKey().equals(EmbeddedNormalisation.METADATA))
            .map(StringStringEntryProto::getValue)
            .findFirst();
    this.parameters = graph.getInitializerList().stream().mapToLong(OnnxGraph::elements).sum();
  }

  /**
   * Reads a model and checks that it is safe to hand to a runtime.
   *
   * @param model the bytes of the file; not kept
   * @throws BundleRefusedException {@code MODEL_FORMAT} where the bytes are not a whole model,
   *     {@code MODEL_EXTERNAL_DATA} where any tensor lies in another file, {@code MODEL_OPERATORS}
   *     naming all that is not accepted
   */
  public static OnnxGraph parse(byte[] model) throws BundleRefusedException {
    ModelProto parsed = ModelFile.parse(model);
    List<String> external = ExternalTensors.of(parsed);
    if (!external.isEmpty()) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_EXTERNAL_DATA,
          "The model keeps tensors in other files: "
              + listed(external)
              + ". Save it as one file, with its weights inside.");
    }
    List<String> offences = OperatorOffences.of(parsed);
    if (!offences.isEmpty()) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_OPERATORS, "The model uses what is not accepted: " + listed(offences));
    }
    Optional<String> hazard = Hazards.in(parsed.getGraph());
    if (hazard.isPresent()) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT, "The model cannot be run: " + hazard.get() + ".");
    }
    return new OnnxGraph(parsed);
  }

  /** What a run must be given: the inputs that no initializer fills. */
  public List<GraphTensor> inputs() {
    return inputs;
  }

  /** What a run gives back. */
  public List<GraphTensor> outputs() {
    return outputs;
  }

  /** Version by domain; ONNX's own domain is the empty string. */
  public SortedMap<String, Long> opsets() {
    return new TreeMap<>(opsets);
  }

  /** How often each operator occurs; those of other domains than ONNX's are {@code domain:name}. */
  public SortedMap<String, Integer> operators() {
    return new TreeMap<>(operators);
  }

  /** The tool that wrote the file, as it calls itself; may be empty. */
  public String producer() {
    return producer;
  }

  /** What an {@link EmbeddedNormalisation} put before the model, as it was noted down. */
  public Optional<String> normalisation() {
    return normalisation;
  }

  /** The number of values in all initializers: the weights and other constants. */
  public long parameters() {
    return parameters;
  }

  /** What the last real operator before an output does to the scores of the classes. */
  public OutputEnding ending(String output) {
    return endings.getOrDefault(output, OutputEnding.SCORES);
  }

  private static String listed(List<String> all) {
    String shown = all.stream().limit(OFFENDERS_NAMED).collect(Collectors.joining(", "));
    int rest = all.size() - OFFENDERS_NAMED;
    return rest > 0 ? shown + " and " + rest + " more" : shown;
  }

  private static long elements(TensorProto tensor) {
    return tensor.getDimsList().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
  }
}
