package io.saccade.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AlarmStateTest {

  private static final AlarmRule RULE = new AlarmRule(0.001, 0.02, 0.05);
  private static final double NONE = 0.5;
  private static final double HIT = 0.01;
  private static final double STRONG = 0.0001;
  private static final double UNEASY = 0.15;

  @Test
  void alarmsAtOnceWhenOneWindowIsFarOut() {
    assertThat(words(NONE, STRONG)).containsExactly("OK", "ALARM");
  }

  @Test
  void alarmsWhenTwoOfThreeWindowsAreSuspicious() {
    assertThat(words(HIT, HIT)).containsExactly("WARN", "ALARM");
    assertThat(words(HIT, NONE, HIT)).containsExactly("WARN", "WARN", "ALARM");
    assertThat(words(HIT, NONE, NONE, HIT)).containsExactly("WARN", "WARN", "OK", "WARN");
  }

  @Test
  void isOverAfterThreeCalmWindowsInARow() {
    assertThat(words(STRONG, NONE, NONE, NONE))
        .containsExactly("ALARM", "RECOVERING", "RECOVERING", "OK");
    assertThat(words(STRONG, NONE, NONE, UNEASY, NONE, NONE, NONE))
        .containsExactly(
            "ALARM", "RECOVERING", "RECOVERING", "ALARM", "RECOVERING", "RECOVERING", "OK");
  }

  @Test
  void remembersSinceWhenItAlarms() {
    AlarmState state = AlarmState.start().judged(STRONG, 1, 60, RULE);
    state = state.judged(NONE, 1, 120, RULE).judged(UNEASY, 1, 180, RULE);

    assertThat(state).isEqualTo(new AlarmState.Alarm(60));
  }

  @Test
  void neverAlarmsForWhatIsRealButSmall() {
    AlarmState state = AlarmState.start();
    for (int i = 0; i < 10; i++) {
      state = state.judged(1e-7, 0.049, i, RULE);
    }

    assertThat(state).isEqualTo(new AlarmState.Ok());
    assertThat(state.judged(1e-7, 0.05, 10, RULE)).isEqualTo(new AlarmState.Alarm(10));
  }

  @Test
  void saysNothingBeforeAWindowWasJudged() {
    assertThat(AlarmState.start().word()).isEqualTo("INSUFFICIENT");
  }

  @Test
  void refusesStatesThatDoNotExist() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AlarmState.Warn(3));
    assertThatIllegalArgumentException().isThrownBy(() -> new AlarmState.Recovering(0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new AlarmState.Recovering(0, 0));
  }

  private static List<String> words(double... ps) {
    List<String> words = new ArrayList<>();
    AlarmState state = AlarmState.start();
    for (double p : ps) {
      state = state.judged(p, 1, words.size(), RULE);
      words.add(state.word());
    }
    return words;
  }
}
