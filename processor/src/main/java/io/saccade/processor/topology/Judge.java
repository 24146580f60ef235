package io.saccade.processor.topology;

import io.saccade.processor.drift.Acceptance;
import io.saccade.processor.drift.AlarmRule;
import io.saccade.processor.drift.AlarmState;
import io.saccade.processor.drift.DriftSettings;
import io.saccade.processor.drift.Judgement;
import io.saccade.processor.drift.Scale;
import io.saccade.processor.drift.Window;
import io.saccade.processor.drift.WindowJudge;
import io.saccade.processor.drift.WindowRule;
import io.saccade.processor.serving.Watch;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Closes windows, says what they come to, and what that makes of their stream. */
final class Judge {

  private final DriftSettings settings;
  private final Map<Scale, AlarmRule> rules = new EnumMap<>(Scale.class);

  Judge(DriftSettings settings) {
    this.settings = settings;
    for (Scale scale : Scale.values()) {
      rules.put(
          scale,
          AlarmRule.every(
              settings.falseAlarmEvery(), scale, Scale.values().length, settings.minEffect()));
    }
  }

  /** The report on a window that is over. */
  DriftReport judge(DriftLedger ledger, DriftLedger.Due due, Watch watch) {
    Acceptance acceptance = ledger.acceptance(due.stream());
    WindowRule enough = settings.rule().where(acceptance.burnIn().imagesOfOne());
    StreamWindows.Closed closed = ledger.close(due, enough);
    AlarmRule rule = rule(due.scale());
    AlarmState before = closed.before().alarm();
    Optional<Judgement> judgement =
        closed.closing().sufficient()
            ? new WindowJudge(watch.reference()).judge(closed.sums(), acceptance.burnIn())
            : Optional.empty();
    Window window = closed.closing().window();
    AlarmState after = judgement.map(of -> of.after(before, window, rule)).orElse(before);
    ledger.judged(due, after);
    DriftReport.Builder report =
        new ReportMaker(watch, closed, acceptance)
            .report(judgement)
            .setStreamKey(due.stream().key())
            .setState(
                judgement.isPresent() ? DriftState.valueOf(after.word()) : DriftState.INSUFFICIENT)
            .setStateBefore(DriftState.valueOf(before.word()))
            .setAlphaOne(rule.single())
            .setAlphaTwo(rule.pair())
            .setMinEffect(rule.minEffect())
            .setMinSamples(enough.minSamples())
            .setFalseAlarmEvery(settings.falseAlarmEvery().toString());
    return report.build();
  }

  private AlarmRule rule(Scale scale) {
    AlarmRule rule = rules.get(scale);
    if (rule == null) {
      throw new IllegalStateException("every scale has a rule");
    }
    return rule;
  }
}
