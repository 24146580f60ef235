package io.saccade.trainer.tune;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A training from its first step, or from its checkpoint, to its end. Runs once. */
final class Course {

  private final TuneTask task;
  private final TunePlan plan;
  private final Rig<?> rig;
  private final Checkpoint checkpoint;
  private final Progress progress;
  private final String fingerprint;
  private final int steps;
  private Map<String, HostTensor> best;

  Course(Rig<?> rig, TuneTask task, TunePlan plan, Checkpoint checkpoint, Progress progress)
      throws IOException {
    this.task = task;
    this.plan = plan;
    this.rig = rig;
    this.checkpoint = checkpoint;
    this.progress = progress;
    this.steps = rig.maker().steps();
    this.best = rig.learner().weights();
    this.fingerprint = Fingerprint.of(task, plan, best);
  }

  TuneFit run()
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    Optional<Checkpoint.Saved> saved = checkpoint.read(fingerprint);
    if (saved.isPresent()) {
      rig.learner().restore(saved.get().state());
      best = checkpoint.readBest(saved.get().standing().best().number());
    }
    prepare();
    Standing standing = saved.isPresent() ? saved.get().standing() : begin();
    long images = (long) plan.epochs() * task.training().size();
    progress.tell(new TrainingEvent.Stage("Train", images, "images"));
    try (BatchQueue batches = new BatchQueue(rig.maker(), standing.epoch(), standing.step())) {
      while (!standing.isOver(plan)) {
        standing = epoch(standing, batches);
      }
    }
    return new TuneFit(best, standing.best(), standing.ended());
  }

  private void prepare() throws IOException, InterruptedException, TrainingFailedException {
    if (rig.maker().canPrepare()) {
      progress.tell(
          new TrainingEvent.Stage("Run what is frozen", task.training().size(), "images"));
      rig.maker().prepare(done -> progress.tell(new TrainingEvent.Step(done)));
    }
  }

  /** Scores the weights as they are. */
  private Standing begin() throws IOException, InterruptedException, TrainingFailedException {
    TuneEpoch before = task.validation().scored(TuneEpoch.before(), best);
    checkpoint.clear();
    checkpoint.writeBest(0, best);
    Standing standing = Standing.begun(before);
    save(standing);
    return standing;
  }

  /** Trains what is left of an epoch. */
  private Standing epoch(Standing from, BatchQueue batches)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    Standing standing = from;
    while (standing.step() < steps) {
      try {
        if (Thread.interrupted()) {
          throw new InterruptedException("the training was cancelled");
        }
        standing = step(standing, batches.take());
      } catch (InterruptedException e) {
        save(standing);
        throw e;
      }
      long done = (standing.epoch() - 1L) * task.training().size() + standing.images();
      progress.tell(new TrainingEvent.Step(done));
      if (checkpoint.isDue(standing.step()) && standing.step() < steps) {
        save(standing);
      }
    }
    return end(standing);
  }

  private Standing step(Standing standing, Batch batch)
      throws GraphRefusedException, TrainingFailedException {
    long number = (standing.epoch() - 1L) * steps + standing.step();
    long all = (long) plan.epochs() * steps;
    double rate = plan.rate() * plan.schedule().share(number, all, plan.warmUp());
    Learner.Outcome outcome = rig.learner().learn(batch, plan.precision(), rate, number + 1);
    if (!outcome.isFinite()) {
      throw new TrainingFailedException(
          "The loss was no longer a number at step %d of epoch %d. Train at a lower rate than %s; --lr-find suggests one."
              .formatted(standing.step() + 1, standing.epoch(), plan.rate()));
    }
    return standing.after(batch, outcome, rate);
  }

  private Standing end(Standing standing)
      throws IOException, InterruptedException, TrainingFailedException {
    Map<String, HostTensor> weights = rig.learner().weights();
    TuneEpoch ended = task.validation().scored(standing.trained(), weights);
    Standing next = standing.after(ended);
    boolean isBest = next.best().number() == ended.number();
    if (isBest) {
      best = weights;
      checkpoint.writeBest(ended.number(), weights);
    }
    save(next);
    progress.tell(
        new TrainingEvent.Epoch(
            ended.number(),
            plan.epochs(),
            ended.rate(),
            ended.loss(),
            ended.accuracy(),
            ended.validationLoss(),
            ended.validationAccuracy(),
            isBest));
    return next;
  }

  private void save(Standing standing) throws IOException {
    checkpoint.write(fingerprint, new Checkpoint.Saved(standing, rig.learner().state()));
  }
}
