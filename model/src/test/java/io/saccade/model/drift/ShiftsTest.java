package io.saccade.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.saccade.model.image.ImageProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report says of size and direction. */
final class ShiftsTest {

  private final Blobs blobs = new Blobs(10, 16, 1);
  private final ProfileBuilder.Built built = Blobs.reference(blobs.any(4000));
  private final ReferenceProfile profile = built.profile();

  /** A fifth of the images is replaced; how many there are does not make it more. */
  @ParameterizedTest
  @ValueSource(ints = {250, 1000, 4000})
  void areOfOneSizeWhateverTheNumberOfImages(int images) {
    List<Blobs.Seen> seen = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      seen.add(i % 5 == 0 ? blobs.of(3) : blobs.of(i % 10));
    }
    Effects effects = effects(built, seen);

    // Of ten even classes, 0 and 5 went to 3.
    assertThat(effects.labels()).isCloseTo(0.2, within(0.08));
    assertThat(effects.features()).isBetween(0.05, 0.2);
    assertThat(effects.softmax()).isBetween(0.12, 0.3);
    assertThat(effects.largest()).isEqualTo(Math.max(effects.labels(), effects.softmax()));
  }

  @Test
  void areAlmostNothingWhereNothingChangedHoweverManyClasses() {
    Blobs many = new Blobs(1000, 16, 1);

    Effects effects = effects(Blobs.reference(many.any(3000)), many.any(300));

    // Without taking chance off, it would be about 0.75.
    assertThat(effects.labels()).isLessThan(0.1);
    assertThat(effects.features()).isLessThan(0.05);
  }

  /** The largest of some twenty distances is 0.1 by chance, which would hide what is less. */
  @Test
  void haveNoPartOfWhatChanceGives() {
    double softmax = 0;
    double image = 0;
    for (int i = 0; i < 40; i++) {
      Effects effects = effects(built, blobs.any(200));
      softmax += effects.softmax() / 40;
      image += effects.image() / 40;
    }

    assertThat(softmax).isLessThan(0.04);
    assertThat(image).isLessThan(0.04);
  }

  private static Effects effects(ProfileBuilder.Built reference, List<Blobs.Seen> seen) {
    ReferenceProfile profile = reference.profile();
    SplittableRandom random = new SplittableRandom(5);
    int drawn = Math.min(seen.size(), reference.rows().size() / 10);
    double softmax = 0;
    double image = 0;
    for (int i = 0; i < 100; i++) {
      Distances distances = reference.rows().draw(drawn, random);
      softmax += distances.softmax() / 100;
      image += distances.image() / 100;
    }
    return Effects.of(
        profile,
        Blobs.window(profile, seen),
        new Distances(0, softmax, 0, image),
        (double) seen.size());
  }

  /** Another encoder changes nothing that is to be seen, and all of the sizes. */
  @Test
  void ofEncodedBytesAreReportedAndNotJudged() {
    List<Blobs.Seen> seen = blobs.any(300);
    List<Blobs.Seen> anew = new ArrayList<>();
    seen.forEach(one -> anew.add(with(one, one.image().brightness(), 1e6f)));
    WindowSums before = Blobs.window(profile, seen);
    WindowSums after = Blobs.window(profile, anew);

    assertThat(SeriesShift.of(profile, after).get(0).series()).isEqualTo("image.bytes");
    assertThat(Distances.between(after, profile.sums()))
        .isEqualTo(Distances.between(before, profile.sums()));
    assertThat(effects(built, anew)).isEqualTo(effects(built, seen));
  }

  @Test
  void nameTheSeriesAndTheDirection() {
    List<Blobs.Seen> darker = new ArrayList<>();
    for (Blobs.Seen seen : blobs.any(1000)) {
      darker.add(with(seen, seen.image().brightness() * 0.5f, seen.image().encodedBytes()));
    }
    WindowSums window = Blobs.window(profile, darker);

    SeriesShift first = SeriesShift.of(profile, window).get(0);

    assertThat(first.series()).isEqualTo("image.brightness");
    // Of brightness evenly from 0 to 1, half is below a half; now all is.
    assertThat(first.distance()).isCloseTo(-0.5, within(0.03));
    // The mean went down by a quarter, and the deviation was one in the root of 12.
    assertThat(first.wasserstein()).isCloseTo(0.25 * Math.sqrt(12), within(0.08));
    assertThat(first.psi()).isGreaterThan(1);
    assertThat(first.jensenShannon()).isBetween(0.4, 0.7);
  }

  @Test
  void takeOffWhatChanceGivesPsi() {
    double psi = 0;
    double excess = 0;
    for (int i = 0; i < 50; i++) {
      for (SeriesShift shift : SeriesShift.of(profile, Blobs.window(profile, blobs.any(200)))) {
        psi += shift.series().equals("image.brightness") ? shift.psi() / 50 : 0;
        excess += shift.series().equals("image.brightness") ? shift.psiExcess() / 50 : 0;
      }
    }

    assertThat(psi).isGreaterThan(0.1); // An alarm by the usual threshold, on unchanged images.
    assertThat(excess).isCloseTo(0, within(0.02));
  }

  @Test
  void nameTheClassesThatCameAndWent() {
    List<Blobs.Seen> seen = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      seen.add(blobs.of(i % 10 == 7 ? 2 : i % 10));
    }
    List<ClassShift> shifts = ClassShift.of(profile, Blobs.window(profile, seen));

    assertThat(shifts).hasSize(10);
    assertThat(shifts.subList(0, 2)).extracting(ClassShift::label).containsExactlyInAnyOrder(2, 7);
    for (ClassShift shift : shifts.subList(0, 2)) {
      assertThat(shift.difference()).isCloseTo(shift.label() == 2 ? 0.1 : -0.1, within(0.03));
    }
  }

  @Test
  void areInTermsOfTheHeaviestClassesWhereThereAreMany() {
    Blobs many = new Blobs(300, 16, 1);
    List<Blobs.Seen> seen = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      seen.add(many.of(i % 100 + 150));
    }
    List<String> names =
        Blobs.reference(seen).profile().series().stream().map(Series::name).toList();

    assertThat(names).hasSize(127 + 1 + 4 + 9).contains("class.150", "class.249", "classes.other");
    assertThat(names.subList(127, 132))
        .containsExactly("classes.other", "max.probability", "entropy", "energy", "margin");
  }

  @Test
  void comeFromImagesThatAreAllOfOneKind() {
    ProfileBuilder builder = new ProfileBuilder(Blobs.BINDING, 1);
    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    Blobs.Seen seen = blobs.any();
    add(builder, seen, 3);

    assertThatThrownBy(
            () ->
                builder.add(
                    seen.probabilities(), null, seen.features(), seen.image(), OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be as many for every image");
    assertThatThrownBy(() -> add(builder, seen, 10))
        .hasMessage("truth must be one of 10 classes, but was 10");
    assertThat(builder.size()).isEqualTo(1);
  }

  private static void add(ProfileBuilder builder, Blobs.Seen seen, int truth) {
    OptionalInt label = OptionalInt.of(truth);
    builder.add(seen.probabilities(), seen.logits(), seen.features(), seen.image(), label);
  }

  private static Blobs.Seen with(Blobs.Seen seen, float brightness, float bytes) {
    ImageProperties old = seen.image();
    ImageProperties image =
        new ImageProperties(
            brightness,
            old.contrast(),
            old.sharpness(),
            old.red(),
            old.green(),
            old.blue(),
            old.aspect(),
            old.area(),
            bytes);
    return new Blobs.Seen(
        seen.probabilities(), seen.logits(), seen.features(), image, seen.truth());
  }
}
