package io.saccade.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each distance against a plain computation on the raw values, in double precision. */
final class DistancesTest {

  @ParameterizedTest
  @CsvSource({"2, 300, 50", "10, 1000, 200", "10, 1000, 900", "200, 600, 60", "1000, 1200, 100"})
  void areThoseOfAPlainComputation(int classes, int reference, int window) {
    Blobs blobs = new Blobs(classes, 16, 11);
    List<Blobs.Seen> known = blobs.any(reference);
    List<Blobs.Seen> seen = new ArrayList<>(blobs.any(window - window / 10));
    for (int i = 0; i < window / 10; i++) {
      seen.add(blobs.of(0));
    }
    ReferenceProfile profile = Blobs.reference(known).profile();

    WindowSums images = Blobs.window(profile, seen);
    WindowSums others = Blobs.window(profile, known);
    Distances distances = Distances.between(images, others);

    double weight = (double) seen.size() * reference / (seen.size() + reference);
    Map<String, Double> plain = plain(profile, seen, known);
    assertThat(distances.labels()).isCloseTo(Plain.labels(seen, known), within(1e-9));
    double softmax = largest(plain, name -> !name.startsWith("image."));
    assertThat(distances.softmax() / Math.sqrt(weight)).isCloseTo(softmax, within(1.01 / window));
    double image = largest(plain, name -> name.startsWith("image.") && !name.equals("image.bytes"));
    assertThat(distances.image() / Math.sqrt(weight)).isCloseTo(image, within(1e-12));
    // The cosines are rounded to 20 binary digits and taken from a table.
    assertThat(distances.features() / weight)
        .isCloseTo(Plain.squaredMeanDistance(profile, seen, known), within(2e-6));
    for (SeriesShift shift : SeriesShift.of(profile.withSums(others), images)) {
      // Logarithms differ in the last digits, which may put a value or two into the next bin.
      double slack = Set.of("entropy", "energy").contains(shift.series()) ? 2.01 / window : 1e-12;
      double expected = Objects.requireNonNull(plain.get(shift.series()));
      assertThat(Math.abs(shift.distance())).as(shift.series()).isCloseTo(expected, within(slack));
    }
  }

  private static Map<String, Double> plain(
      ReferenceProfile profile, List<Blobs.Seen> seen, List<Blobs.Seen> known) {
    Map<String, Double> distances = new HashMap<>();
    for (Series series : profile.series()) {
      int property = ImageSeries.NAMES.indexOf(series.name());
      ToDoubleFunction<Blobs.Seen> value =
          property < 0
              ? s -> Plain.value(profile, series.name(), s)
              : s -> ImageSeries.values(s.image())[property];
      distances.put(series.name(), Plain.binnedDistance(series.edges(), value, seen, known));
    }
    return distances;
  }

  private static double largest(Map<String, Double> distances, Predicate<String> which) {
    return distances.keySet().stream()
        .filter(which)
        .mapToDouble(distances::get)
        .max()
        .orElseThrow();
  }

  @Test
  void areNothingFromTheSameImages() {
    Blobs blobs = new Blobs(5, 8, 1);
    List<Blobs.Seen> images = blobs.any(100);
    ReferenceProfile profile = Blobs.reference(images).profile();

    assertThat(Distances.between(profile.sums(), profile.sums()))
        .matches(d -> d.softmax() == 0 && d.features() == 0 && d.image() == 0)
        .matches(d -> d.labels() < -2);
  }

  /** Found by labels long before its share is one that others would notice. */
  @Test
  void showAClassThatTheReferenceNeverSaw() {
    Blobs blobs = new Blobs(4, 8, 2);
    List<Blobs.Seen> known = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      known.add(blobs.of(i % 3));
    }
    ReferenceProfile profile = Blobs.reference(known).profile();
    List<Blobs.Seen> seen = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      seen.add(blobs.of(i % 20 == 0 ? 3 : i % 3));
    }

    double labels = Distances.of(profile, Blobs.window(profile, seen), 300).labels();

    assertThat(labels).isGreaterThan(4); // Of a normal variable one in 30,000 is.
  }

  @Test
  void ofLabelsAreAboutStandardNormalWhereNothingChanged() {
    for (int classes : new int[] {2, 10, 1000}) {
      ReferenceRows rows = Blobs.reference(new Blobs(classes, 16, 4).any(2000)).rows();
      SplittableRandom random = new SplittableRandom(9);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 400; i++) {
        double labels = rows.draw(200, random).labels();
        sum += labels;
        squares += labels * labels;
      }

      double mean = sum / 400;
      // Spreading the counts of a hundred groups out moves the mean as much as one deviation.
      assertThat(mean).isBetween(-0.3, classes == 1000 ? 1 : 0.3);
      assertThat(Math.sqrt(squares / 400 - mean * mean)).isBetween(0.75, 1.25);
    }
  }

  /** Two classes and fifty images give few different counts; spread out, no two are alike. */
  @Test
  void areContinuousOnceTheCountsAreSpreadOut() {
    ReferenceRows rows = Blobs.reference(new Blobs(2, 4, 6).any(500)).rows();
    SplittableRandom random = new SplittableRandom(1);
    double[] labels = new double[1000];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.draw(50, random).labels();
    }

    assertThat(Arrays.stream(labels).distinct().count()).isEqualTo(labels.length);
    assertThat(rows.draw(50, new Random(3))).isEqualTo(rows.draw(50, new Random(3)));
  }

  @Test
  void stayWithinTheSpreadOfACount() {
    Blobs blobs = new Blobs(10, 8, 1);
    ReferenceProfile profile = Blobs.reference(blobs.any(800)).profile();
    WindowSums window = Blobs.window(profile, blobs.any(100));

    Distances exact = Distances.between(window, profile.sums());
    Distances spread = Distances.of(profile, window, 100);

    assertThat(spread.features()).isEqualTo(exact.features());
    double count = Math.sqrt(100 * 640 / 740.0) / 100;
    assertThat(spread.softmax()).isCloseTo(exact.softmax(), within(count / 2));
    assertThat(spread.image()).isCloseTo(exact.image(), within(count / 2));
    assertThat(spread).isEqualTo(Distances.of(profile, window, 100));
  }

  @Test
  void areSmallerWhereImagesCountAsFewer() {
    Blobs blobs = new Blobs(10, 8, 1);
    ReferenceProfile profile = Blobs.reference(blobs.any(800)).profile();
    WindowSums window = new WindowSums(profile.layout());
    Observer observer = profile.observer();
    for (int i = 0; i < 80; i++) {
      window.add(blobs.of(i % 4).by(observer));
    }

    Distances full = Distances.of(profile, window, 80);
    Distances half = Distances.of(profile, window, 40);

    double ratio = (40 * 640 / 680.0) / (80 * 640 / 720.0);
    assertThat(half.features()).isCloseTo(full.features() * ratio, within(1e-12));
    assertThat(half.softmax()).isCloseTo(full.softmax() * Math.sqrt(ratio), within(0.2));
    assertThat(half.labels()).isLessThan(full.labels());
    assertThatThrownBy(() -> Distances.of(profile, window, 81))
        .hasMessage("worth must be above 0 and at most 80.0, but was 81.0");
  }

  @Test
  void needImagesOnBothSides() {
    ReferenceProfile profile = Blobs.reference(new Blobs(2, 4, 6).any(10)).profile();

    assertThatThrownBy(() -> Distances.of(profile, new WindowSums(profile.layout()), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("both must have images");
  }

  @Test
  void areDrawnOfFewerThanAllImages() {
    ReferenceRows rows = Blobs.reference(new Blobs(2, 4, 6).any(10)).rows();

    assertThat(rows.size()).isEqualTo(8); // Two decided what is compared.
    assertThatThrownBy(() -> rows.draw(8, new Random(1))).hasMessage("n must be 1 to 7, but was 8");
  }
}
