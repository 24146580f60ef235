package io.saccade.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saccade.cli.replay.Agreement.ClassAgreement;
import io.saccade.schemas.avro.SourceCoordinates;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

  private static final Range RANGE =
      Range.of("images", Map.of(0, new Span(100, 5_000), 1, new Span(0, 10)));

  private final AnswerTable replayed = new AnswerTable(RANGE);
  private final Comparison comparison = new Comparison(RANGE, replayed, new Agreement(2));

  private void replayed(int partition, long offset, String label, double probability) {
    Said said = said(label, probability, "now 2");
    replayed.put(partition, offset, said, print(label, probability));
  }

  private void recorded(int partition, long offset, String label, double probability) {
    comparison.add(
        new Answer(
            "event-" + offset,
            new SourceCoordinates("images", partition, offset),
            said(label, probability, "then 1"),
            print(label, probability)));
  }

  private static Said said(String label, double probability, String model) {
    return new Said(label, (float) probability, model);
  }

  private static Fingerprint print(String label, double probability) {
    return Fingerprint.of((label + probability).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void countsAgreementByTheOtherSidesClasses() {
    replayed(0, 100, "cat", 0.9);
    replayed(0, 101, "dog", 0.8);
    replayed(0, 4_999, "dog", 0.7);
    recorded(0, 4_999, "cat", 0.6);
    recorded(0, 100, "cat", 0.9);
    recorded(0, 101, "dog", 0.8);

    assertThat(comparison.agreement().compared()).isEqualTo(3);
    assertThat(comparison.agreement().agreed()).isEqualTo(2);
    assertThat(comparison.agreement().byClass())
        .containsExactly(
            new ClassAgreement("cat", 2, 1, "dog", 1), new ClassAgreement("dog", 1, 1, "", 0));
    assertThat(comparison.agreement().meanDifference()).isCloseTo(0.1 / 3, within(1e-6));
  }

  @Test
  void keepsTheDisagreementsThatBothAreSureOf() {
    replayed(0, 100, "cat", 0.99);
    replayed(0, 101, "cat", 0.95);
    replayed(0, 102, "cat", 0.97);
    recorded(0, 100, "dog", 0.30);
    recorded(0, 101, "dog", 0.90);
    recorded(0, 102, "dog", 0.40);

    assertThat(comparison.agreement().largest())
        .extracting(Agreement.Disagreement::eventId)
        .containsExactly("event-101", "event-102");
  }

  @Test
  void comparesEachEventOnceAndKnowsWhatOneSideAloneHas() {
    replayed(1, 3, "cat", 0.9);
    replayed(1, 4, "cat", 0.9);
    recorded(1, 3, "cat", 0.9);
    recorded(1, 3, "dog", 0.9);
    recorded(1, 5, "cat", 0.9);
    recorded(1, 99, "cat", 0.9);

    assertThat(comparison.agreement().compared()).isEqualTo(1);
    assertThat(comparison.agreement().agreed()).isEqualTo(1);
    assertThat(comparison.onlyReplayed()).isEqualTo(1);
    assertThat(comparison.onlyThere()).isEqualTo(1);
  }

  @Test
  void namesTheFirstOfTheBytesThatDifferWhateverComesFirst() {
    replayed(0, 100, "cat", 0.9);
    replayed(0, 200, "cat", 0.5);
    replayed(1, 0, "cat", 0.9);
    recorded(1, 0, "cat", 0.8);
    recorded(0, 200, "cat", 0.25);
    recorded(0, 100, "cat", 0.9);

    assertThat(comparison.differentBytes()).isEqualTo(2);
    assertThat(comparison.first().orElseThrow().sentence())
        .startsWith("images-0@200 (event event-200): cat 0.500000000")
        .contains("by now 2", "but recorded was cat 0.250000000", "by then 1");
  }
}
