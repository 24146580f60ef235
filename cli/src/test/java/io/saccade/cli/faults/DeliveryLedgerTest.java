package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plants every kind of fault and lets the ledger find it. */
final class DeliveryLedgerTest {

  private static final String PREDICTIONS = "predictions";
  private static final String FAILURES = "failures";

  private final DeliveryLedger ledger = new DeliveryLedger();

  @BeforeEach
  void fourEventsOfTwoKeys() {
    input(0, 10, "a");
    input(0, 11, "b");
    input(0, 12, "a");
    input(1, 7, null);
  }

  @Test
  void findsNothingWhereEveryEventComesOutOnce() {
    // Predictions and failures of the same key have no order among each other.
    output(PREDICTIONS, 0, 12, "a");
    output(FAILURES, 0, 10, "a");
    output(PREDICTIONS, 0, 11, "b");
    output(PREDICTIONS, 1, 7, null);

    Verdict verdict = ledger.verdict();

    assertThat(verdict.exactlyOnce()).isTrue();
    assertThat(verdict.inputs()).isEqualTo(4);
    assertThat(verdict.outputsOf(PREDICTIONS)).isEqualTo(3);
    assertThat(verdict.outputsOf(FAILURES)).isEqualTo(1);
  }

  @Test
  void findsTheEventsThatCameOutNowhere() {
    output(PREDICTIONS, 0, 10, "a");
    output(FAILURES, 0, 11, "b");

    assertThat(ledger.verdict().lost()).isEqualTo(2);
    assertThat(ledger.verdict().exactlyOnce()).isFalse();
  }

  @Test
  void findsAnEventThatCameOutTwiceInOneTopic() {
    outputAll();
    output(PREDICTIONS, 0, 11, "b");

    assertThat(ledger.verdict().dup()).isEqualTo(1);
    assertThat(ledger.verdict().differing()).isZero();
    assertThat(ledger.verdict().order()).isZero();
    assertThat(ledger.verdict().exactlyOnce()).isFalse();
  }

  @Test
  void findsAnEventThatCameOutInBothTopics() {
    outputAll();
    output(FAILURES, 0, 11, "b");

    assertThat(ledger.verdict().dup()).isEqualTo(1);
  }

  @Test
  void findsADuplicateThatIsNotTheSame() {
    outputAll();
    ledger.output(new Output(PREDICTIONS, at(0, 11), "b", "another value"));

    assertThat(ledger.verdict().dup()).isEqualTo(1);
    assertThat(ledger.verdict().differing()).isEqualTo(1);
  }

  @Test
  void findsAnEventThatOvertookAnotherOfItsKey() {
    output(PREDICTIONS, 0, 12, "a");
    output(PREDICTIONS, 0, 10, "a");
    output(PREDICTIONS, 0, 11, "b");
    output(PREDICTIONS, 1, 7, null);

    assertThat(ledger.verdict().order()).isEqualTo(1);
    assertThat(ledger.verdict().exactlyOnce()).isFalse();
  }

  @Test
  void findsAnOutputOfAnEventThatIsNotThere() {
    outputAll();
    output(PREDICTIONS, 1, 8, null);

    assertThat(ledger.verdict().stray()).isEqualTo(1);
    assertThat(ledger.verdict().exactlyOnce()).isFalse();
  }

  @Test
  void findsAnOutputThatLostItsKey() {
    output(PREDICTIONS, 0, 10, "a");
    output(PREDICTIONS, 0, 11, null);
    output(PREDICTIONS, 0, 12, "a");
    output(PREDICTIONS, 1, 7, null);

    assertThat(ledger.verdict().stray()).isEqualTo(1);
  }

  @Test
  void findsAPartitionThatHangsUntilItHangsNoMore() {
    outputAll();
    ledger.end("predictions-3", 10, 12);
    assertThat(ledger.verdict().hanging()).isEqualTo(1);
    assertThat(ledger.verdict().exactlyOnce()).isFalse();

    ledger.end("predictions-3", 12, 12);
    assertThat(ledger.verdict().exactlyOnce()).isTrue();
  }

  private void outputAll() {
    output(PREDICTIONS, 0, 10, "a");
    output(PREDICTIONS, 0, 11, "b");
    output(PREDICTIONS, 0, 12, "a");
    output(PREDICTIONS, 1, 7, null);
  }

  private void input(int partition, long offset, @Nullable String key) {
    ledger.input(at(partition, offset), key);
  }

  private void output(String topic, int partition, long offset, @Nullable String key) {
    ledger.output(new Output(topic, at(partition, offset), key, "value"));
  }

  private static Coordinates at(int partition, long offset) {
    return new Coordinates("images", partition, offset);
  }
}
