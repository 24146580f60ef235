package io.saccade.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.drift.Acceptance;
import io.saccade.processor.drift.BurnIn;
import io.saccade.processor.drift.Gap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LedgerFormatTest {

  @Test
  void bringsBackWhatWasAccepted() {
    Acceptance acceptance =
        new Acceptance(new BurnIn(12, 1.5, 20, 30, 40), Optional.of(new Gap("image.red", -0.1)));

    assertThat(LedgerFormat.acceptance(LedgerFormat.write(acceptance))).isEqualTo(acceptance);
    assertThat(LedgerFormat.acceptance(LedgerFormat.write(Acceptance.NONE)))
        .isEqualTo(Acceptance.NONE);
  }

  @Test
  void findsTheStreamInTheKeyWhateverItIsCalled() {
    LedgerKey key = new LedgerKey.OfAcceptance(new StreamId("a".repeat(64), "open|1|2"));

    assertThat(LedgerKey.read(key.toString())).isEqualTo(key);
  }
}
