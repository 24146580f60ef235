package io.saccade.processor.labels;

import io.saccade.processor.accuracy.AccuracySums;
import io.saccade.processor.accuracy.Answer;
import io.saccade.processor.accuracy.AnswerStream;
import io.saccade.processor.accuracy.Count;
import io.saccade.processor.accuracy.LabelRule;
import io.saccade.processor.accuracy.LabelledEvent;
import io.saccade.processor.accuracy.LabelledEvent.Judged;
import io.saccade.processor.accuracy.ModelClasses;
import io.saccade.processor.accuracy.Truth;
import java.util.List;
import java.util.Optional;

/**
 * Joins answers and labels by their event. Whatever comes, what was counted of the event is taken
 * out and what is known now is counted instead: so the sums do not depend on the order. For one
 * thread.
 */
final class EventJoin {

  private static final ModelClasses UNKNOWN = new ModelClasses("", "", List.of());

  private final EventBook events;
  private final Ledger ledger;
  private final LabelRule rule;

  EventJoin(EventBook events, Ledger ledger, LabelRule rule) {
    this.events = events;
    this.ledger = ledger;
    this.rule = rule;
  }

  /**
   * An answer has come.
   *
   * @return whether it is young enough to be kept
   */
  boolean answered(JoinMessage.Answered of) {
    Answer answer = of.answer();
    ledger.passed(answer.time());
    if (answer.time() < ledger.oldest()) {
      return false;
    }
    ledger.meet(answer.stream().sha256(), of.model(), of.version());
    EventBook.Known before = known(of.event(), answer.time());
    LabelledEvent after = judged(before.event().with(answer));
    save(of.event(), before, after);
    return true;
  }

  /** A label has come. */
  void labelled(JoinMessage.Labelled of) {
    Truth truth = of.truth();
    ledger.passed(truth.sentAt());
    count(truth, Count.RECEIVED, 1);
    // Kept from now on, whenever it was sent: its answer may still be on its way.
    EventBook.Known before = known(of.event(), ledger.newest());
    LabelledEvent after = judged(before.event().with(truth));
    List<Truth> truths = before.event().truths();
    truths.stream()
        .filter(one -> !after.truths().contains(one))
        .forEach(one -> count(one, Count.REPEATED, 1));
    if (truths.contains(truth) || !after.truths().contains(truth)) {
      count(truth, Count.REPEATED, 1);
    }
    save(of.event(), before, after);
  }

  /** A label has come that cannot be used. */
  void refused(JoinMessage.Refused of) {
    ledger.passed(of.sentAt());
    ledger.count(
        AnswerStream.LABELS,
        of.sentAt(),
        sums -> {
          sums.add(Count.RECEIVED, 1);
          sums.add(Count.REFUSED, 1);
        });
  }

  private EventBook.Known known(String event, long otherwise) {
    Optional<EventBook.Known> known = events.find(event, ledger.oldest(), ledger.newest());
    return known.orElse(new EventBook.Known(otherwise, LabelledEvent.EMPTY));
  }

  private LabelledEvent judged(LabelledEvent event) {
    return event.judged(
        (answer, truths) ->
            rule.verdict(answer, truths, ledger.classes(answer.stream().sha256()).orElse(UNKNOWN)));
  }

  private void save(String event, EventBook.Known before, LabelledEvent after) {
    if (after.equals(before.event())) {
      return;
    }
    recount(before.event(), after);
    events.put(event, new EventBook.Known(before.since(), after));
  }

  private void recount(LabelledEvent before, LabelledEvent after) {
    for (int i = 0; i < after.answers().size(); i++) {
      Judged now = after.answers().get(i);
      Judged was = i < before.answers().size() ? before.answers().get(i) : null;
      if (!now.equals(was)) {
        int classes = classes(now);
        ledger.count(
            now.answer().stream(),
            now.answer().time(),
            sums -> {
              if (was != null) {
                sums.subtract(was, classes);
              }
              sums.add(now, classes);
            });
      }
    }
    if (!before.truths().equals(after.truths())
        || before.answers().isEmpty() != after.answers().isEmpty()) {
      matched(before, -1);
      matched(after, 1);
    }
  }

  private int classes(Judged judged) {
    return ledger.classes(judged.answer().stream().sha256()).orElse(UNKNOWN).names().size();
  }

  private void matched(LabelledEvent event, int sign) {
    if (!event.answers().isEmpty()) {
      event.truths().forEach(truth -> count(truth, Count.MATCHED, sign));
    }
  }

  private void count(Truth truth, Count what, int sign) {
    ledger.count(AnswerStream.LABELS, truth.sentAt(), (AccuracySums sums) -> sums.add(what, sign));
  }
}
