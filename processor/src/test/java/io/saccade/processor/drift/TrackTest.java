package io.saccade.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TrackTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final WindowRule RULE = WindowRule.DEFAULT;

  private final Track fresh = Track.start(Scale.FIVE_MINUTES);

  @Test
  void takesEventsUntilTheirWindowIsClosed() {
    Track next = fresh.close(0, 200, RULE, CloseReason.STREAM_TIME).next();

    assertThat(fresh.late(-MINUTE)).isFalse();
    assertThat(next.late(5 * MINUTE - 1)).isTrue();
    assertThat(next.late(5 * MINUTE)).isFalse();
  }

  @Test
  void carriesWindowsOfTooFewImagesIntoTheNextThatHasAny() {
    Closing first = fresh.close(0, 199, RULE, CloseReason.STREAM_TIME);
    Closing second = first.next().close(5 * MINUTE, 199, RULE, CloseReason.IDLE);
    Closing third = second.next().close(30 * MINUTE, 200, RULE, CloseReason.STREAM_TIME);

    assertThat(first.sufficient()).isFalse();
    assertThat(second.sufficient()).isFalse();
    assertThat(second.window())
        .isEqualTo(new Window(Scale.FIVE_MINUTES, 0, 10 * MINUTE, CloseReason.IDLE));
    assertThat(third.sufficient()).isTrue();
    assertThat(third.window())
        .isEqualTo(new Window(Scale.FIVE_MINUTES, 0, 35 * MINUTE, CloseReason.STREAM_TIME));
    assertThat(third.next())
        .isEqualTo(new Track(Scale.FIVE_MINUTES, 35 * MINUTE, OptionalLong.empty()));
  }

  @Test
  void refusesToGoBack() {
    Track next = fresh.close(5 * MINUTE, 200, RULE, CloseReason.STREAM_TIME).next();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> next.close(0, 200, RULE, CloseReason.STREAM_TIME))
        .withMessageContaining("not before 600000");
  }

  @Test
  void cutsTimeIntoPanesThatFillTheWindowsOfEveryScale() {
    for (Scale scale : Scale.values()) {
      assertThat(scale.length().toMillis() % Scale.PANE.toMillis()).isZero();
    }
    assertThat(Scale.paneMillis(3 * MINUTE - 1)).isEqualTo(2 * MINUTE);
    assertThat(Scale.paneMillis(-1)).isEqualTo(-MINUTE);
    assertThat(Scale.HOUR.startMillis(61 * MINUTE)).isEqualTo(60 * MINUTE);
    assertThat(Scale.DAY.startMillis(-1)).isEqualTo(-1440 * MINUTE);
  }
}
