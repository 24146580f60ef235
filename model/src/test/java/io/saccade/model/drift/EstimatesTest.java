package io.saccade.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EstimatesTest {

  /** Whether a model states too much or too little, the temperature finds by how much. */
  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1, 2.5})
  void findTheAccuracyOfAModelThatMisstatesIt(double factor) {
    Blobs blobs = new Blobs(10, 8, 1).stating(factor);
    ReferenceProfile profile = Blobs.reference(blobs.any(4000)).profile();
    List<Blobs.Seen> seen = blobs.any(2000);

    Estimates estimates = Estimates.of(profile, Blobs.window(profile, seen));

    assertThat(profile.temperature()).isCloseTo(factor, within(0.1 * factor));
    double accuracy = seen.stream().filter(s -> Plain.label(s) == s.truth()).count() / 2000.0;
    assertThat(estimates.accuracy()).isCloseTo(accuracy, within(0.02));
    assertThat(accuracy).isBetween(estimates.accuracyLow() - 0.01, estimates.accuracyHigh() + 0.01);
    assertThat(estimates.accuracyHigh() - estimates.accuracyLow()).isBetween(0.01, 0.04);
    double stated = seen.stream().mapToDouble(s -> s.probabilities()[Plain.label(s)]).sum() / 2000;
    assertThat(estimates.confidence()).isCloseTo(stated, within(1e-5));
  }

  /** Without logits the same comes out of the probabilities, but no energy. */
  @Test
  void doWithoutLogits() {
    Blobs blobs = new Blobs(6, 8, 1).stating(2);
    List<Blobs.Seen> known = blobs.any(2000);
    ReferenceProfile withLogits = Blobs.reference(known).profile();
    ReferenceProfile without = Blobs.reference(known, false, false).profile();

    assertThat(without.temperature()).isCloseTo(withLogits.temperature(), within(0.01));
    assertThat(without.highEnergyLimit()).isEmpty();
    assertThat(without.embedding()).isEqualTo(Embedding.LOG_PROBABILITIES);
    assertThat(without.series()).hasSize(withLogits.series().size() - 1);
    Estimates estimates = Estimates.of(without, without.sums());
    assertThat(estimates.highEnergy()).isEmpty();
    assertThat(estimates.accuracy())
        .isCloseTo(Estimates.of(withLogits, withLogits.sums()).accuracy(), within(0.005));
  }

  @Test
  void countTheImagesThatTheModelHasLittleToSayOf() {
    Blobs blobs = new Blobs(10, 8, 1);
    ReferenceProfile profile = Blobs.reference(blobs.any(2000)).profile();
    assertThat(Estimates.of(profile, profile.sums()).highEnergy().orElseThrow())
        .isCloseTo(0.01, within(0.004));
    WindowSums strange = new WindowSums(profile.layout());
    for (Blobs.Seen seen : blobs.any(100)) {
      float[] logits = new float[10];
      Arrays.fill(logits, -50); // Nothing that it looks for is there.
      strange.add(
          profile.observer().observe(Blobs.softmax(logits), logits, seen.features(), seen.image()));
    }

    assertThat(Estimates.of(profile, strange).highEnergy().orElseThrow()).isEqualTo(1);
  }

  @Test
  void findThePriorsThatExplainThePredictions() {
    Blobs blobs = new Blobs(4, 3, 1);
    ReferenceProfile profile = Blobs.reference(blobs.any(8000)).profile();
    List<Blobs.Seen> seen = new ArrayList<>();
    for (int i = 0; i < 8000; i++) {
      seen.add(blobs.of(i % 10 < 7 ? 0 : i % 3 + 1));
    }

    Priors priors = Estimates.of(profile, Blobs.window(profile, seen)).priors().orElseThrow();

    assertThat(profile.confusion().orElseThrow().accuracy()).isLessThan(0.97);
    assertThat(priors.shares()[0]).isCloseTo(0.7, within(0.02));
    assertThat(priors.shares()[1]).isCloseTo(0.1, within(0.02));
    assertThat(priors.condition()).isBetween(1.0, 10.0);
  }

  @Test
  void sayWhereClassesCannotBeToldApart() {
    Confusion confusion =
        new Confusion(2, Map.of(new Confusion.Cell(0, 0), 50L, new Confusion.Cell(0, 1), 50L));
    WindowSums window = new WindowSums(new Layout(2, 6));
    ReferenceProfile profile = Blobs.reference(new Blobs(2, 3, 1).any(50)).profile();
    window.add(new Blobs(2, 3, 1).any().by(profile.observer()));

    Priors.of(confusion, window).ifPresent(priors -> assertThat(priors.condition()).isInfinite());
  }

  @Test
  void haveNoPriorsWithoutTrueLabels() {
    ProfileBuilder builder = new ProfileBuilder(Blobs.BINDING, 1);
    for (Blobs.Seen seen : new Blobs(3, 4, 1).any(20)) {
      builder.add(
          seen.probabilities(), seen.logits(), seen.features(), seen.image(), OptionalInt.empty());
    }
    ReferenceProfile profile = builder.build().profile();

    assertThat(profile.temperature()).isEqualTo(1);
    assertThat(profile.confusion()).isEmpty();
    assertThat(Estimates.of(profile, profile.sums()).priors()).isEmpty();
    assertThatThrownBy(() -> Estimates.of(profile, new WindowSums(profile.layout())))
        .hasMessage("the window must have images");
  }
}
