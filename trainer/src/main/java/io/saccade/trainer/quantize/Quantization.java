package io.saccade.trainer.quantize;

import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TypeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.OpsetUpgrade;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes integers of a model after its training: weights by channel, values by the ranges that they
 * were seen in. How much of the rare, large values a range leaves out is chosen by trying: what
 * agrees best with the floats, on images that nothing is judged by, is taken. Where all layers
 * together cost too much, those that cost most stay floats.
 */
public final class Quantization {

  /** So much validation accuracy may integers cost. */
  public static final double MOST_LOSS = 0.01;

  /** Where all layers together cost too much, one in so many stays as it is. */
  private static final int[] ONE_IN = {8, 4, 2};

  private final int threads;
  private final Progress progress;

  /**
   * A quantisation.
   *
   * @param threads how many run the model
   * @param progress told of its stages
   */
  public Quantization(int threads, Progress progress) {
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Makes integers of a model whose first output is images × classes.
   *
   * @throws GraphRefusedException where the graph is older than can be upgraded
   * @throws QuantizationRefusedException where no layer can compute in integers, or they cost more
   *     than {@link #MOST_LOSS} of validation accuracy
   */
  public Quantized of(ModelProto model, Evidence evidence)
      throws GraphRefusedException,
          QuantizationRefusedException,
          TrainingFailedException,
          IOException,
          InterruptedException {
    Graph graph = NormalisationFolding.of(OpsetUpgrade.of(Graph.of(model)));
    IntegerPlan whole = IntegerPlan.of(graph, Set.of());
    if (whole.layers().isEmpty()) {
      throw new QuantizationRefusedException(
          "The model has no layer that can compute in integers; leave out --quantize.");
    }
    Trial trial = new Trial(graph, evidence, seen(graph, whole, evidence), threads, progress);
    Choice choice = trial.best(whole).choice();
    Quantized integers = trial.judged(whole, choice, 0);
    if (isGood(integers)) {
      return integers;
    }
    List<String> sensitive = trial.sensitive(whole, choice);
    for (int one : ONE_IN) {
      List<String> floats = sensitive.subList(0, (sensitive.size() + one - 1) / one);
      IntegerPlan plan = IntegerPlan.of(graph, Set.copyOf(floats));
      integers = trial.judged(plan, choice, floats.size());
      if (isGood(integers)) {
        return integers;
      }
    }
    throw refused(integers.report());
  }

  /** Rounding must not refuse what is lost to the point. */
  private static boolean isGood(Quantized integers) {
    return integers.report().loss() <= MOST_LOSS + 1e-9;
  }

  private static QuantizationRefusedException refused(QuantizationReport report) {
    return new QuantizationRefusedException(
        ("With half of its layers as int8 the model is right on %.1f %% of the validation images"
                + " instead of %.1f %%, which is more than %.0f point lost; leave out --quantize.")
            .formatted(
                100 * report.accuracyAfter(), 100 * report.accuracyBefore(), 100 * MOST_LOSS));
  }

  private Map<String, Seen> seen(Graph graph, IntegerPlan plan, Evidence evidence)
      throws TrainingFailedException, IOException, InterruptedException {
    Map<String, Seen> seen = new TreeMap<>();
    plan.values().forEach(value -> seen.put(value, new Seen()));
    progress.tell(new TrainingEvent.Stage("Measure ranges", 0, "images"));
    try (OrtNetwork network = OrtNetwork.of(tapped(graph, plan.values()), threads)) {
      network.observe(
          evidence.calibration(),
          evidence.tensors(),
          (value, shape, floats) -> {
            Seen what = seen.get(value);
            if (what != null) {
              what.histogram().add(floats);
              what.means().add(shape, floats);
            }
          });
    }
    return seen;
  }

  /** The graph with these values among its outputs. */
  private static ModelProto tapped(Graph graph, Set<String> values) {
    ModelProto.Builder model = graph.model(Map.of()).toBuilder();
    GraphProto.Builder tapped = model.getGraphBuilder();
    TypeProto.Tensor floats =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).build();
    for (String value : values) {
      if (!value.equals(graph.input()) && !graph.outputs().contains(value)) {
        tapped.addOutput(
            ValueInfoProto.newBuilder()
                .setName(value)
                .setType(TypeProto.newBuilder().setTensorType(floats)));
      }
    }
    return model.build();
  }
}
