package io.saccade.trainer.progress;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;

/** Something that happened in a training. The last one is {@link Finished} or {@link Failed}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TrainingEvent.Stage.class, name = "stage"),
  @JsonSubTypes.Type(value = TrainingEvent.Step.class, name = "step"),
  @JsonSubTypes.Type(value = TrainingEvent.Epoch.class, name = "epoch"),
  @JsonSubTypes.Type(value = TrainingEvent.Notice.class, name = "notice"),
  @JsonSubTypes.Type(value = TrainingEvent.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = TrainingEvent.Failed.class, name = "failed")
})
public sealed interface TrainingEvent {

  /**
   * A piece of work begins, and the one before it has ended.
   *
   * @param name what is done, as a person would say it: {@code Look at images}
   * @param total how many units there are to do, 0 where nobody knows
   * @param unit what is counted: {@code images}
   */
  record Stage(String name, long total, String unit) implements TrainingEvent {}

  /**
   * The present stage has come on.
   *
   * @param done so many units in all
   */
  record Step(long done) implements TrainingEvent {}

  /**
   * A pass over the training part has ended. Numbers that there are not are NaN.
   *
   * @param number from 1
   * @param of how many there will be at most
   * @param rate the learning rate at the pass's end
   * @param loss mean over the training part, as it went
   * @param accuracy share of the training part that was right, as it went, from 0 to 1
   * @param validationLoss mean negative log-likelihood, in nats
   * @param validationAccuracy from 0 to 1
   * @param best whether no pass before it was better on validation
   */
  record Epoch(
      int number,
      int of,
      double rate,
      double loss,
      double accuracy,
      double validationLoss,
      double validationAccuracy,
      boolean best)
      implements TrainingEvent {}

  /**
   * Something that the user should know.
   *
   * @param text one sentence or more
   */
  record Notice(String text) implements TrainingEvent {}

  /**
   * The training has ended well.
   *
   * @param bundle the folder of the bundle
   * @param report the HTML file
   * @param predictions the CSV file of what was made of each image that was not learned from
   * @param validationAccuracy of what is in the bundle, from 0 to 1
   * @param testAccuracy of what is in the bundle, NaN where there is no test part
   */
  record Finished(
      Path bundle, Path report, Path predictions, double validationAccuracy, double testAccuracy)
      implements TrainingEvent {}

  /**
   * The training has ended with nothing to show.
   *
   * @param message what went wrong and what to do next
   * @param canGoOn whether the same training, taken up again, may come further
   */
  record Failed(String message, boolean canGoOn) implements TrainingEvent {}
}
