package io.saccade.processor.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What is known of one event: the predictions that it got, and the labels. It is the same in
 * whatever order they came. Immutable.
 *
 * @param answers the predictions, each with what the labels came to for it
 * @param truths the labels, the earliest first
 */
public record LabelledEvent(List<Judged> answers, List<Truth> truths) {

  /** More labels of one event than anybody needs; of more the earliest are kept. */
  static final int MOST_TRUTHS = 16;

  /** More predictions of one event than replays leave behind; what comes later is left out. */
  static final int MOST_ANSWERS = 64;

  /** Nothing is known. */
  public static final LabelledEvent EMPTY = new LabelledEvent(List.of(), List.of());

  /**
   * A prediction, and what was counted of it.
   *
   * @param verdict a class's index, or one of {@link Verdict}
   */
  public record Judged(Answer answer, int verdict) {}

  public LabelledEvent {
    answers = List.copyOf(answers);
    truths = List.copyOf(truths);
  }

  /** With a prediction more; the same where it was there already. */
  public LabelledEvent with(Answer answer) {
    if (answers.size() == MOST_ANSWERS
        || answers.stream().anyMatch(one -> one.answer().isSameAs(answer))) {
      return this;
    }
    List<Judged> more = new ArrayList<>(answers);
    more.add(new Judged(answer, Verdict.NONE));
    return new LabelledEvent(more, truths);
  }

  /** With a label more; without one that says the same, or beyond the most that are kept. */
  public LabelledEvent with(Truth truth) {
    TreeSet<Truth> more = new TreeSet<>(truths);
    more.add(truth);
    List<Truth> kept = new ArrayList<>();
    for (Truth one : more) {
      boolean said = !kept.isEmpty() && kept.get(kept.size() - 1).says(one);
      if (!said && kept.size() < MOST_TRUTHS) {
        kept.add(one);
      }
    }
    return new LabelledEvent(answers, kept);
  }

  /** With each prediction judged anew. */
  public LabelledEvent judged(Judge judge) {
    return new LabelledEvent(
        answers.stream()
            .map(one -> new Judged(one.answer(), judge.verdict(one.answer(), truths)))
            .toList(),
        truths);
  }

  /** Says what labels come to for an answer. */
  @FunctionalInterface
  public interface Judge {

    /** A class's index, or one of {@link Verdict}. */
    int verdict(Answer answer, List<Truth> truths);
  }
}
