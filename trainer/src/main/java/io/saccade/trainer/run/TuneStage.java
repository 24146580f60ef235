package io.saccade.trainer.run;

import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.LearningPlan;
import io.saccade.trainer.tensor.TorchBackend;
import io.saccade.trainer.tune.Checkpoint;
import io.saccade.trainer.tune.FineTuning;
import io.saccade.trainer.tune.FreezePlan;
import io.saccade.trainer.tune.Front;
import io.saccade.trainer.tune.LrFinder;
import io.saccade.trainer.tune.PrecisionTrial;
import io.saccade.trainer.tune.TuneFit;
import io.saccade.trainer.tune.TunePlan;
import io.saccade.trainer.tune.TuneTask;
import io.saccade.trainer.tune.Validation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

/** Trains a network, or what of it is not frozen, by gradients. */
final class TuneStage {

  /** So many steps are lost at most when a training is killed. */
  private static final int STEPS_KEPT = 100;

  private final Ground ground;
  private final TrainingFolder folder;
  private final Narration narration;
  private final Findings findings;
  private final int threads;

  TuneStage(Ground ground, TrainingFolder folder, Narration narration, Findings findings) {
    this.ground = ground;
    this.folder = folder;
    this.narration = narration;
    this.findings = findings;
    this.threads = ground.recipe().learning().threads();
  }

  /**
   * Trains.
   *
   * @param part what this is called in the training's folder
   */
  TuneFit of(String part, GraftedHead head, FreezePlan freeze, LearningPlan plan)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    TorchBackend backend = new TorchBackend();
    backend.threads(threads);
    TuneTask task =
        new TuneTask(
            head.graph(),
            freeze,
            ground.tensors(ground.recipe().images().augmentation()),
            ground.split().training(),
            new Validation(ground.validationLabels(), weights -> scores(head, weights)));
    TunePlan settled = plan.tunePlan(ground.recipe().images().balanced());
    if (plan.precision().isEmpty()) {
      PrecisionTrial trial = new PrecisionTrial(backend, task, settled, this::open);
      settled = settled.withPrecision(findings.precision(trial));
    }
    if (plan.findRate()) {
      LrFinder finder = new LrFinder(backend, task, settled, this::open);
      settled = settled.withRate(findings.rate(part, finder));
    }
    Checkpoint checkpoint =
        new Checkpoint(
            folder.checkpoint(part), STEPS_KEPT, Hash.of(ground.identity() + " " + part));
    return new FineTuning(backend, task, settled, checkpoint, this::open).run(narration);
  }

  private float[][] scores(GraftedHead head, Map<String, HostTensor> weights)
      throws IOException, InterruptedException, TrainingFailedException {
    try (OrtNetwork network = OrtNetwork.of(head.export(weights), threads)) {
      TrainingTensors plain = ground.plain();
      return network.rows(ground.split().validation(), plain, 0, done -> {});
    } catch (GraphRefusedException e) {
      throw new TrainingFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private Front open(ModelProto model) throws TrainingFailedException {
    OrtNetwork network = OrtNetwork.of(model, threads);
    return new Front() {
      @Override
      public void run(ByteBuffer images, int rows, FloatBuffer out) throws TrainingFailedException {
        network.run(images, rows, out);
      }

      @Override
      public void close() {
        network.close();
      }
    };
  }
}
