package io.saccade.trainer.quantize;

import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TypeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.OpsetUpgrade;
import io.saccade.trainer.head.Evaluation;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes integers of a model after its training: weights by channel, values by the ranges that they
 * were seen in. How much of the rare, large values a range leaves out is chosen by trying: what
 * agrees best with the floats, on images that nothing is judged by, is taken.
 */
public final class Quantization {

  /** So much validation accuracy may integers cost. */
  public static final double MOST_LOSS = 0.01;

  private static final double[] SHARES = {1, 0.9999, 0.999};
  private static final int FULL_BITS = 8;
  private static final int REDUCED_BITS = 7;

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
    IntegerPlan plan = IntegerPlan.of(graph);
    if (plan.isEmpty()) {
      throw new QuantizationRefusedException(
          "The model has no layer that can compute in integers; leave out --quantize.");
    }
    Trial trial = new Trial(graph, plan, evidence, histograms(graph, plan, evidence));
    Candidate best = best(trial);
    float[][] logits = rows("Judge integers", best.model(), evidence.validation(), evidence);
    double before = Evaluation.of(evidence.logits(), evidence.labels()).accuracy();
    double after = Evaluation.of(logits, evidence.labels()).accuracy();
    if (before - after > MOST_LOSS) {
      throw new QuantizationRefusedException(
          ("As int8 the model would be right on %.1f %% of the validation images instead of %.1f"
                  + " %%, which is more than %.0f point lost; leave out --quantize.")
              .formatted(100 * after, 100 * before, 100 * MOST_LOSS));
    }
    double agreement = Agreement.of(evidence.logits(), logits).share();
    return new Quantized(
        best.model(), new QuantizationReport(best.choice(), agreement, before, after), logits);
  }

  /** What candidates are made of and measured by. */
  private record Trial(
      Graph graph, IntegerPlan plan, Evidence evidence, Map<String, ValueHistogram> seen) {

    ModelProto model(Choice choice) {
      Map<String, Scale> scales = new HashMap<>();
      seen.forEach((value, histogram) -> scales.put(value, histogram.scale(choice.share())));
      return new IntegerGraph(graph, plan, scales, choice.weightBits()).written();
    }
  }

  private record Candidate(Choice choice, ModelProto model, Agreement agreement) {

    Candidate orBetter(Candidate other) {
      return other.agreement.compareTo(agreement) > 0 ? other : this;
    }
  }

  private Candidate best(Trial trial)
      throws TrainingFailedException, IOException, InterruptedException {
    Evidence evidence = trial.evidence();
    float[][] floats =
        rows("Compute as floats", trial.graph().model(Map.of()), evidence.calibration(), evidence);
    Candidate best = candidate(trial, new Choice(SHARES[0], FULL_BITS), floats);
    for (int i = 1; i < SHARES.length; i++) {
      best = best.orBetter(candidate(trial, new Choice(SHARES[i], FULL_BITS), floats));
    }
    // Better only where the processor's 16-bit sums overflow, as those without VNNI do.
    return best.orBetter(candidate(trial, new Choice(best.choice().share(), REDUCED_BITS), floats));
  }

  private Candidate candidate(Trial trial, Choice choice, float[][] floats)
      throws TrainingFailedException, IOException, InterruptedException {
    ModelProto model = trial.model(choice);
    String name = "Try %d bits, %s".formatted(choice.weightBits(), choice.words());
    Evidence evidence = trial.evidence();
    float[][] integers = rows(name, model, evidence.calibration(), evidence);
    return new Candidate(choice, model, Agreement.of(floats, integers));
  }

  private Map<String, ValueHistogram> histograms(Graph graph, IntegerPlan plan, Evidence evidence)
      throws TrainingFailedException, IOException, InterruptedException {
    Map<String, ValueHistogram> seen = new TreeMap<>();
    plan.values().forEach(value -> seen.put(plan.source(value), new ValueHistogram()));
    progress.tell(new TrainingEvent.Stage("Measure ranges", 0, "images"));
    try (OrtNetwork network = OrtNetwork.of(tapped(graph, seen), threads)) {
      network.observe(
          evidence.calibration(),
          evidence.tensors(),
          (value, floats) -> {
            ValueHistogram histogram = seen.get(value);
            if (histogram != null) {
              histogram.add(floats);
            }
          });
    }
    return seen;
  }

  /** The graph with these values among its outputs. */
  private static ModelProto tapped(Graph graph, Map<String, ValueHistogram> values) {
    ModelProto.Builder model = graph.model(Map.of()).toBuilder();
    GraphProto.Builder tapped = model.getGraphBuilder();
    TypeProto.Tensor floats =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).build();
    for (String value : values.keySet()) {
      if (!value.equals(graph.input()) && !graph.outputs().contains(value)) {
        tapped.addOutput(
            ValueInfoProto.newBuilder()
                .setName(value)
                .setType(TypeProto.newBuilder().setTensorType(floats)));
      }
    }
    return model.build();
  }

  private float[][] rows(String name, ModelProto model, List<Sample> samples, Evidence evidence)
      throws TrainingFailedException, IOException, InterruptedException {
    progress.tell(new TrainingEvent.Stage(name, samples.size(), "images"));
    try (OrtNetwork network = OrtNetwork.of(model, threads)) {
      return network.rows(
          samples, evidence.tensors(), 0, done -> progress.tell(new TrainingEvent.Step(done)));
    }
  }
}
