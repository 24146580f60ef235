package io.saccade.trainer.run;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.surgery.FeatureCut;
import io.saccade.trainer.head.Features;
import io.saccade.trainer.head.FeaturesRefusedException;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * What a base makes of images before its head, computed once by ONNX Runtime and kept in the
 * training's folder.
 */
final class FeatureRows {

  /** Each image as it is, and so often varied. */
  private static final int VARIED = 4;

  private final Ground ground;
  private final TrainingFolder folder;
  private final Narration narration;
  private final TrainingTensors plain;
  private final TrainingTensors varied;

  FeatureRows(Ground ground, TrainingFolder folder, Narration narration) {
    this.ground = ground;
    this.folder = folder;
    this.narration = narration;
    this.plain = ground.plain();
    this.varied = ground.tensors(ground.recipe().images().augmentation());
  }

  /** Features of the parts that a head is learned and chosen by. */
  record Parts(Features training, Features validation) {}

  /** Computes them, or reads what was computed before an interruption. */
  Parts of(Graph base)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    List<Sample> training = ground.split().training();
    List<Sample> validation = ground.split().validation();
    int views = ground.recipe().images().augmentation().isNone() ? 0 : VARIED;
    int total = training.size() * (1 + views) + validation.size();
    IntConsumer steps = narration.stage("Compute features", total, "images");
    List<float[][]> rows = new ArrayList<>();
    List<Sample> samples = new ArrayList<>();
    Graph cut = FeatureCut.of(base);
    int threads = ground.recipe().learning().threads();
    try (OrtNetwork network = OrtNetwork.of(cut.model(Map.of()), threads)) {
      Run run = new Run(network, steps);
      float[][] validated = run.rows("validation", validation, 0);
      for (int view = 0; view <= views; view++) {
        rows.add(run.rows("training", training, view));
        samples.addAll(training);
      }
      return new Parts(
          features(rows.stream().flatMap(Arrays::stream).toArray(float[][]::new), samples),
          features(validated, validation));
    }
  }

  private Features features(float[][] rows, List<Sample> samples) throws TrainingFailedException {
    int[] labels = samples.stream().mapToInt(Sample::label).toArray();
    try {
      return new Features(rows, labels, ground.classes());
    } catch (FeaturesRefusedException e) {
      throw new TrainingFailedException(
          "%s: %s".formatted(samples.get(e.row()).name(), e.getMessage()), e);
    }
  }

  /** One way through all images. */
  private final class Run {

    private final OrtNetwork network;
    private final IntConsumer steps;
    private int done;

    Run(OrtNetwork network, IntConsumer steps) {
      this.network = network;
      this.steps = steps;
    }

    /** View 0 is of the images as they are. */
    float[][] rows(String part, List<Sample> samples, int view)
        throws IOException, InterruptedException, TrainingFailedException {
      Path file = folder.features().resolve(part + "-" + view);
      String identity = Hash.of(ground.identity() + " " + part + " " + view);
      Optional<float[][]> kept = RowFile.read(file, identity);
      float[][] rows;
      if (kept.isPresent()) {
        rows = kept.get();
      } else {
        int before = done;
        TrainingTensors tensors = view == 0 ? plain : varied;
        rows = network.rows(samples, tensors, view, now -> steps.accept(before + now));
        RowFile.write(file, identity, rows);
      }
      done += samples.size();
      steps.accept(done);
      return rows;
    }
  }
}
