package io.saccade.trainer.quantize;

import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.head.Evaluation;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes models of integers, and measures how far they agree with the floats. */
final class Trial {

  private static final double[] SHARES = {1, 0.9999, 0.999};
  private static final int FULL_BITS = 8;

  // Better where the processor's 16-bit sums overflow, as those without VNNI do; elsewhere by
  // chance.
  private static final int REDUCED_BITS = 7;
  private static final double CLEAR_GAIN = 0.05;

  /** Enough to tell layers apart by the distance of scores. */
  private static final int FEW = 32;

  private final Graph graph;
  private final Evidence evidence;
  private final Map<String, Seen> seen;
  private final int threads;
  private final Progress progress;

  /** A model, and how it agrees on the calibration images. */
  record Candidate(IntegerPlan plan, Choice choice, ModelProto model, Agreement agreement) {

    private Candidate orBetter(Candidate other) {
      return other.agreement.compareTo(agreement) > 0 ? other : this;
    }
  }

  Trial(Graph graph, Evidence evidence, Map<String, Seen> seen, int threads, Progress progress) {
    this.graph = graph;
    this.evidence = evidence;
    this.seen = seen;
    this.threads = threads;
    this.progress = progress;
  }

  /** The choice that agrees best on the calibration images. */
  Candidate best(IntegerPlan plan)
      throws TrainingFailedException, IOException, InterruptedException {
    List<Sample> images = evidence.calibration();
    float[][] floats = rows("Compute as floats", graph.model(Map.of()), images);
    Candidate best = candidate(plan, new Choice(SHARES[0], FULL_BITS), floats);
    for (int i = 1; i < SHARES.length; i++) {
      best = best.orBetter(candidate(plan, new Choice(SHARES[i], FULL_BITS), floats));
    }
    Candidate reduced = candidate(plan, new Choice(best.choice().share(), REDUCED_BITS), floats);
    double gain = reduced.agreement().share() - best.agreement().share();
    return gain > CLEAR_GAIN ? reduced : best;
  }

  private Candidate candidate(IntegerPlan plan, Choice choice, float[][] floats)
      throws TrainingFailedException, IOException, InterruptedException {
    ModelProto model = model(plan, choice);
    String name = "Try %d bits, %s".formatted(choice.weightBits(), choice.words());
    float[][] integers = rows(name, model, evidence.calibration());
    return new Candidate(plan, choice, model, Agreement.of(floats, integers));
  }

  /** The layers, those first whose integers alone move the scores furthest. */
  List<String> sensitive(IntegerPlan plan, Choice choice)
      throws TrainingFailedException, IOException, InterruptedException {
    List<Sample> few = evidence.few(FEW);
    float[][] floats = rows("Compute as floats", graph.model(Map.of()), few);
    Map<String, Double> distances = new HashMap<>();
    for (String layer : plan.layers()) {
      Set<String> others = new HashSet<>(plan.layers());
      others.remove(layer);
      ModelProto alone = model(IntegerPlan.of(graph, others), choice);
      float[][] integers = rows("Try layer " + layer, alone, few);
      distances.put(layer, Agreement.of(floats, integers).distance());
    }
    return plan.layers().stream()
        .sorted(Comparator.comparing(layer -> -distances.getOrDefault(layer, 0.0)))
        .toList();
  }

  /** What a plan gives on the validation images. */
  Quantized judged(IntegerPlan plan, Choice choice, int floatLayers)
      throws TrainingFailedException, IOException, InterruptedException {
    ModelProto model = model(plan, choice);
    float[][] logits = rows("Judge integers", model, evidence.validation());
    int[] labels = evidence.labels();
    QuantizationReport report =
        new QuantizationReport(
            plan.layers().size(),
            floatLayers,
            choice,
            Agreement.of(evidence.logits(), logits).share(),
            Evaluation.of(evidence.logits(), labels).accuracy(),
            Evaluation.of(logits, labels).accuracy());
    return new Quantized(model, report, logits);
  }

  private ModelProto model(IntegerPlan plan, Choice choice) {
    Map<String, Scale> scales = new HashMap<>();
    Map<String, double[]> means = new HashMap<>();
    seen.forEach(
        (value, what) -> {
          scales.put(value, what.histogram().scale(choice.share()));
          means.put(value, what.means().means());
        });
    return new IntegerGraph(graph, plan, scales, means, choice.weightBits()).written();
  }

  private float[][] rows(String name, ModelProto model, List<Sample> samples)
      throws TrainingFailedException, IOException, InterruptedException {
    progress.tell(new TrainingEvent.Stage(name, samples.size(), "images"));
    try (OrtNetwork network = OrtNetwork.of(model, threads)) {
      return network.rows(
          samples, evidence.tensors(), 0, done -> progress.tell(new TrainingEvent.Step(done)));
    }
  }
}
