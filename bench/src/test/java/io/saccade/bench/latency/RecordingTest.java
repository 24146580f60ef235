package io.saccade.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saccade.bench.latency.Figures.EngineFigures;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecordingTest {

  private static final long MILLI = 1_000_000;
  private static final long FROM = 1000 * MILLI;
  private static final long TO = 3000 * MILLI;

  private static Recording recording(Optional<Duration> target) {
    return new Recording(FROM, TO, target);
  }

  private static Optional<EngineTimes> engine(
      long queued, long decode, long waited, long inference) {
    return Optional.of(new EngineTimes(queued, decode, waited, inference));
  }

  @Test
  void measuresOnlyWhatIsDueInTheWindow() {
    Recording recording = recording(Optional.empty());
    recording.visible(FROM - 1, FROM + 900 * MILLI, Optional.empty());
    recording.visible(FROM, FROM + 5 * MILLI, Optional.empty());
    recording.visible(TO - 1, TO + 7 * MILLI, Optional.empty());
    recording.visible(TO, TO + 900 * MILLI, Optional.empty());

    Figures.LoadFigures figures = recording.figures(1);

    assertThat(figures.events()).isEqualTo(2);
    assertThat(figures.latencyMillis().max()).isEqualTo(7, within(0.01));
  }

  /** What was due before and is answered meanwhile is as much as what is answered afterwards. */
  @Test
  void countsAsAnsweredWhatBecomesVisibleInTheWindow() {
    Recording recording = recording(Optional.empty());
    for (long due = FROM - 500 * MILLI; due < TO; due += 100 * MILLI) {
      recording.visible(due, due + 500 * MILLI, Optional.empty());
    }

    assertThat(recording.figures(10).achievedRate()).isEqualTo(10);
  }

  @Test
  void tellsTheEnginesTimeFromTheRest() {
    Recording recording = recording(Optional.empty());
    recording.visible(FROM, FROM + 100 * MILLI, engine(3_000, 4_000, 8_000, 5_000));

    EngineFigures engine = recording.engineFigures();

    assertThat(engine.queuedMillis().p50()).isEqualTo(3, within(0.01));
    assertThat(engine.decodeMillis().p50()).isEqualTo(4, within(0.01));
    assertThat(engine.waitedMillis().p50()).isEqualTo(8, within(0.01));
    assertThat(engine.inferenceMillis().p50()).isEqualTo(5, within(0.01));
    assertThat(engine.totalMillis().p50()).isEqualTo(20, within(0.02));
    assertThat(engine.outsideMillis().p50()).isEqualTo(80, within(0.1));
    assertThat(engine.violationRate()).isNull();
  }

  @Test
  void countsEngineTimesOverTheTarget() {
    Recording recording = recording(Optional.of(Duration.ofMillis(20)));
    recording.visible(FROM, FROM + 100 * MILLI, engine(0, 0, 0, 20_000));
    recording.visible(FROM, FROM + 10 * MILLI, engine(1, 0, 0, 20_000));
    recording.visible(FROM - 1, FROM + 10 * MILLI, engine(90_000, 0, 0, 20_000));
    recording.visible(FROM, FROM + 900 * MILLI, engine(0, 0, 0, 0));
    recording.visible(FROM, FROM + 900 * MILLI, engine(0, 0, 0, 0));

    assertThat(recording.engineFigures().violationRate()).isEqualTo(0.25);
  }
}
