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
import io.saccade.trainer.tune.TuneFit;
import io.saccade.trainer.tune.TunePlan;
import io.saccade.trainer.tune.TuneTask;
import io.saccade.trainer.tune.Validation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Trains a network, or what of it is not frozen, by gradients. */
final class TuneStage {

  /** So many steps are lost at most when a training is killed. */
  private static final int STEPS_KEPT = 100;

  private final Ground ground;
  private final TrainingFolder folder;
  private final Narration narration;
  private final int threads;

  TuneStage(Ground ground, TrainingFolder folder, Narration narration) {
    this.ground = ground;
    this.folder = folder;
    this.narration = narration;
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
    TunePlan numbers = plan.tunePlan(ground.recipe().images().balanced());
    TunePlan settled = plan.findRate() ? withRateFound(backend, task, numbers) : numbers;
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

  /** What was found before an interruption stands, or the rest would be of another training. */
  private TunePlan withRateFound(TorchBackend backend, TuneTask task, TunePlan plan)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    Path file = folder.path().resolve("rate");
    if (!Files.exists(file)) {
      double found = new LrFinder(backend, task, plan, this::open).run(narration).suggestion();
      Path draft = folder.path().resolve("rate.new");
      Files.writeString(draft, String.valueOf(found));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
    double rate = Double.parseDouble(Files.readString(file));
    narration.notice("Found a learning rate of %.2g.".formatted(rate));
    return new TunePlan(
        plan.epochs(),
        plan.batch(),
        plan.optimizer(),
        rate,
        plan.decay(),
        plan.schedule(),
        plan.warmUp(),
        plan.clip(),
        plan.smoothing(),
        plan.mixup(),
        plan.ema(),
        plan.balanced(),
        plan.patience(),
        plan.precision(),
        plan.seed());
  }
}
