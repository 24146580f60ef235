package io.saccade.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DeliveryLedgerTest {

  private final DeliveryLedger ledger = new DeliveryLedger();

  @Test
  void isContentWithOneOutcomeForEachEventInOrder() {
    publish(3);
    ledger.outcome("predictions", "a", new Place(0, 0));
    ledger.outcome("image-failures", "a", new Place(0, 1));
    ledger.outcome("predictions", "a", new Place(0, 2));

    assertThat(ledger.isSettled()).isTrue();
    assertThat(ledger.verdict().isExactlyOnce()).isTrue();
  }

  @Test
  void seesWhatWasLost() {
    publish(2);
    ledger.outcome("predictions", "a", new Place(0, 1));

    assertThat(ledger.isSettled()).isFalse();
    assertThat(ledger.verdict()).isEqualTo(new DeliveryLedger.Verdict(1, 0, 0, 0));
  }

  @Test
  void seesWhatCameTwiceEvenInDifferentTopics() {
    publish(1);
    ledger.outcome("predictions", "a", new Place(0, 0));
    ledger.outcome("image-failures", "a", new Place(0, 0));

    assertThat(ledger.verdict()).isEqualTo(new DeliveryLedger.Verdict(0, 1, 0, 0));
  }

  @Test
  void seesWhatCameLateForItsKeyButNotForOthers() {
    publish(3);
    ledger.outcome("predictions", "a", new Place(0, 2));
    ledger.outcome("predictions", "b", new Place(0, 1));
    ledger.outcome("predictions", "a", new Place(0, 0));

    assertThat(ledger.verdict()).isEqualTo(new DeliveryLedger.Verdict(0, 0, 1, 0));
  }

  @Test
  void seesOutcomesOfNothing() {
    publish(1);
    ledger.outcome("predictions", "a", new Place(0, 0));
    ledger.outcome("predictions", "a", new Place(5, 0));

    assertThat(ledger.verdict()).isEqualTo(new DeliveryLedger.Verdict(0, 0, 0, 1));
  }

  private void publish(int count) {
    for (int offset = 0; offset < count; offset++) {
      ledger.event(new Place(0, offset));
    }
  }
}
