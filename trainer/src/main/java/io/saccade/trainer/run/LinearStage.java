package io.saccade.trainer.run;

import io.saccade.trainer.export.HeadLogits;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.head.HeadEpoch;
import io.saccade.trainer.head.HeadFit;
import io.saccade.trainer.head.HeadRecipe;
import io.saccade.trainer.head.LinearHead;
import io.saccade.trainer.head.SoftmaxRegression;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.report.Candidate;
import io.saccade.trainer.report.EpochPoint;
import io.saccade.trainer.report.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A linear head on the features of a base that stays as it is. */
final class LinearStage {

  /** What the report and the user call it. */
  static final String NAME = "head only";

  private final Ground ground;
  private final TrainingFolder folder;
  private final Narration narration;

  LinearStage(Ground ground, TrainingFolder folder, Narration narration) {
    this.ground = ground;
    this.folder = folder;
    this.narration = narration;
  }

  /**
   * Learns the head.
   *
   * @param grafted the base with a linear head on it
   */
  Trained of(Graph base, GraftedHead grafted, HeadRecipe recipe)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    FeatureRows.Parts parts = new FeatureRows(ground, folder, narration).of(base);
    narration.stage("Learn the head", recipe.epochs(), "epochs");
    List<EpochPoint> points = new ArrayList<>();
    HeadFit fit =
        new SoftmaxRegression(parts.training(), parts.validation(), recipe)
            .fit(epoch -> tell(epoch, recipe, points));
    HeadEpoch best = fit.best();
    return new Trained(
        grafted,
        weights(grafted, fit.head()),
        new HeadLogits(base, grafted, ground.recipe().learning().threads()),
        List.of(new Phase("Head on frozen features", points, OptionalInt.of(best.epoch()))),
        List.of(new Candidate(NAME, best.validationAccuracy(), best.validationLoss(), true)),
        Map.of());
  }

  private void tell(HeadEpoch epoch, HeadRecipe recipe, List<EpochPoint> points) {
    double rate = recipe.rate() * (1 + Math.cos(Math.PI * epoch.epoch() / recipe.epochs())) / 2;
    boolean best =
        points.stream().allMatch(point -> epoch.validationAccuracy() > point.validationAccuracy());
    EpochPoint point =
        new EpochPoint(
            epoch.epoch(),
            rate,
            epoch.loss(),
            Double.NaN,
            epoch.validationLoss(),
            epoch.validationAccuracy());
    points.add(point);
    narration.tell(new TrainingEvent.Step(epoch.epoch()));
    narration.tell(
        new TrainingEvent.Epoch(
            epoch.epoch(),
            recipe.epochs(),
            rate,
            epoch.loss(),
            Double.NaN,
            epoch.validationLoss(),
            epoch.validationAccuracy(),
            best));
  }

  private static Map<String, HostTensor> weights(GraftedHead grafted, LinearHead head) {
    float[][] rows = head.weights();
    int width = rows[0].length;
    float[] flat = new float[rows.length * width];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * width, width);
    }
    return Map.of(
        grafted.weight(), HostTensor.floats(new long[] {rows.length, width}, flat),
        grafted.bias(), HostTensor.floats(new long[] {rows.length}, head.bias()));
  }
}
