package io.saccade.trainer.report;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.page.Picture;
import io.saccade.trainer.page.Thumbnails;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the exported classifier does on a part of the data.
 *
 * @param part its name: {@code validation} or {@code test}
 * @param judgement figures over the whole part
 * @param worst the mistakes that it was surest of, with pictures
 */
public record PartResult(String part, Judgement judgement, List<Mistake> worst) {

  /** So many mistakes are shown. */
  private static final int SHOWN = 24;

  /** Copies the list. */
  public PartResult {
    worst = List.copyOf(worst);
  }

  /**
   * Judges logits and looks its worst mistakes up.
   *
   * @param samples the part's images, at least one, each of a row of the logits
   * @param temperature what logits are divided by before they become confidences
   * @param thumbnails makes the pictures; one that cannot be read is left out
   */
  public static PartResult of(
      String part,
      List<Sample> samples,
      float[][] logits,
      double temperature,
      Thumbnails thumbnails) {
    int[] labels = samples.stream().mapToInt(Sample::label).toArray();
    Judgement judgement = Judgement.of(logits, labels, temperature);
    List<Mistake> worst = new ArrayList<>();
    for (Judgement.Wrong wrong : judgement.wrong().stream().limit(SHOWN).toList()) {
      Sample sample = samples.get(wrong.row());
      worst.add(new Mistake(sample.name(), picture(sample, thumbnails), wrong));
    }
    return new PartResult(part, judgement, worst);
  }

  private static Optional<Picture> picture(Sample sample, Thumbnails thumbnails) {
    try {
      return Optional.of(thumbnails.plain(sample));
    } catch (IOException goneMeanwhile) {
      return Optional.empty();
    }
  }
}
