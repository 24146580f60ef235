package io.saccade.processor.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.ModelRelease;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseChangeTest {

  private static final Standing NOTHING = Standing.empty(Wishes.MODEL);

  private static Standing on(ModelRelease base, String... known) {
    List<BundleVersion> versions = List.of(known).stream().map(Wishes::bundle).toList();
    return new Standing(
        Wishes.MODEL, base.getEpoch(), Optional.of(base), Optional.empty(), versions);
  }

  private static ModelRelease set(Standing standing, ReleaseWish wish) throws Exception {
    return new ReleaseChange(standing, Wishes.anna()).set(wish);
  }

  private static ReleaseWish primary(VersionWish version) {
    return new ReleaseWish(
        Optional.of(version), new Wanted.Unchanged<>(), new Wanted.Unchanged<>());
  }

  private static ReleaseWish canary(VersionWish version, double percent) {
    return new ReleaseWish(
        Optional.empty(),
        new Wanted.Chosen<>(new CanaryWish(version, percent)),
        new Wanted.Unchanged<>());
  }

  private static ReleaseWish shadow(VersionWish version) {
    return new ReleaseWish(
        Optional.empty(), new Wanted.Unchanged<>(), new Wanted.Chosen<>(version));
  }

  private static void refuses(ReleaseMistake mistake, Standing standing, ReleaseWish wish) {
    assertThatExceptionOfType(ReleaseMistakeException.class)
        .isThrownBy(() -> set(standing, wish))
        .satisfies(thrown -> assertThat(thrown.mistake()).isEqualTo(mistake))
        .satisfies(thrown -> assertThat(thrown.getMessage()).isNotBlank());
  }

  private static @Nullable String version(@Nullable BundleVersion bundle) {
    return bundle == null ? null : bundle.getVersion();
  }

  @Test
  void beginsWithAPrimary() throws Exception {
    ModelRelease first = set(NOTHING, primary(Wishes.at("1")));

    assertThat(first)
        .isEqualTo(
            new ModelRelease(
                Wishes.MODEL,
                1L,
                Wishes.bundle("1"),
                null,
                null,
                null,
                Wishes.NOON,
                "anna",
                "because"));
  }

  @Test
  void holdsThePrimaryBeforeAsThePreviousOne() throws Exception {
    ModelRelease next = set(on(Wishes.release(4, "1", null, null, "0")), primary(Wishes.at("2")));

    assertThat(version(next.getPrimary())).isEqualTo("2");
    assertThat(version(next.getPrevious())).isEqualTo("1");
    assertThat(next.getEpoch()).isEqualTo(5);
  }

  @Test
  void keepsThePreviousOneWhereThePrimaryStays() throws Exception {
    Standing standing = on(Wishes.release(4, "1", null, null, "0"));

    assertThat(version(set(standing, canary(Wishes.at("2"), 10)).getPrevious())).isEqualTo("0");
    assertThat(version(set(standing, primary(Wishes.at("1"))).getPrevious())).isEqualTo("0");
  }

  @Test
  void keepsWhatIsNotNamed() throws Exception {
    Standing standing = on(Wishes.release(4, "1", Wishes.canary("2", 10), "3", "0"), "5");

    ModelRelease next = set(standing, primary(VersionWish.seen("5")));

    assertThat(next.getCanary()).isEqualTo(Wishes.canary("2", 10));
    assertThat(version(next.getShadow())).isEqualTo("3");
  }

  @Test
  void endsWhatIsWantedNoMore() throws Exception {
    Standing standing = on(Wishes.release(4, "1", Wishes.canary("2", 10), "3", "0"));

    ModelRelease next =
        set(
            standing,
            new ReleaseWish(Optional.empty(), new Wanted.Ended<>(), new Wanted.Ended<>()));

    assertThat(next.getCanary()).isNull();
    assertThat(next.getShadow()).isNull();
    assertThat(version(next.getPrimary())).isEqualTo("1");
    assertThat(version(next.getPrevious())).isEqualTo("0");
  }

  @Test
  void takesTheBundleOfAVersionThatWasSeenBefore() throws Exception {
    Standing standing = on(Wishes.release(4, "1", null, null, null), "1", "2");

    ModelRelease next = set(standing, canary(VersionWish.seen("2"), 12.5));

    assertThat(next.getCanary()).isEqualTo(Wishes.canary("2", 12.5));
  }

  @Test
  void endsACanaryOrShadowThatComesToAnswer() throws Exception {
    Standing canary = on(Wishes.release(4, "1", Wishes.canary("2", 10), null, null), "2");
    Standing shadow = on(Wishes.release(4, "1", null, "2", null), "2");

    assertThat(set(canary, primary(VersionWish.seen("2"))).getCanary()).isNull();
    assertThat(set(shadow, primary(VersionWish.seen("2"))).getShadow()).isNull();
    assertThat(set(shadow, canary(VersionWish.seen("2"), 10)).getShadow()).isNull();
  }

  @Test
  void refusesACanaryOrShadowThatAnswersAlready() {
    Standing standing = on(Wishes.release(4, "1", Wishes.canary("2", 10), null, null), "1", "2");

    refuses(ReleaseMistake.ALREADY_ANSWERING, standing, canary(VersionWish.seen("1"), 10));
    refuses(ReleaseMistake.ALREADY_ANSWERING, standing, shadow(VersionWish.seen("1")));
    refuses(ReleaseMistake.ALREADY_ANSWERING, standing, shadow(VersionWish.seen("2")));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, -1, 100.01, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesSharesThatAreNone(double percent) {
    Standing standing = on(Wishes.release(1, "1", null, null, null));

    refuses(ReleaseMistake.BAD_PERCENT, standing, canary(Wishes.at("2"), percent));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MIN_VALUE, 0.01, 50, 100})
  void takesSharesAboveNoneAndUpToAll(double percent) throws Exception {
    Standing standing = on(Wishes.release(1, "1", null, null, null));

    assertThat(set(standing, canary(Wishes.at("2"), percent)).getCanary())
        .isEqualTo(Wishes.canary("2", percent));
  }

  @Test
  void refusesOneVersionWithTwoHashes() {
    VersionWish other =
        new VersionWish("1", Optional.of("/elsewhere"), Optional.of(Wishes.hash("other")));

    Standing standing = on(Wishes.release(1, "1", null, null, null));
    refuses(ReleaseMistake.SAME_VERSION, standing, canary(other, 10));
    refuses(ReleaseMistake.SAME_VERSION, standing, shadow(other));
    refuses(ReleaseMistake.SAME_VERSION, standing, primary(other));
    Standing held = on(Wishes.release(2, "2", null, null, "1"));
    refuses(ReleaseMistake.SAME_VERSION, held, canary(other, 10));
  }

  @Test
  void refusesAVersionWhoseBundleNobodyHasNamed() {
    Standing standing = on(Wishes.release(1, "1", null, null, null), "1");

    refuses(ReleaseMistake.UNKNOWN_VERSION, standing, primary(VersionWish.seen("7")));
    refuses(
        ReleaseMistake.UNKNOWN_VERSION,
        standing,
        primary(new VersionWish("1", Optional.empty(), Optional.of(Wishes.hash("other")))));
    refuses(ReleaseMistake.UNKNOWN_VERSION, NOTHING, primary(VersionWish.seen("1")));
  }

  @Test
  void refusesToChangeWhatIsNotThere() {
    ReleaseChange change = new ReleaseChange(NOTHING, Wishes.anna());

    refuses(ReleaseMistake.NO_RELEASE, NOTHING, canary(Wishes.at("2"), 10));
    assertThatExceptionOfType(ReleaseMistakeException.class)
        .isThrownBy(change::promote)
        .satisfies(thrown -> assertThat(thrown.mistake()).isEqualTo(ReleaseMistake.NO_RELEASE));
    assertThatExceptionOfType(ReleaseMistakeException.class)
        .isThrownBy(change::rollback)
        .satisfies(thrown -> assertThat(thrown.mistake()).isEqualTo(ReleaseMistake.NO_RELEASE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "../1", "a/b", "a=b", "\u0000"})
  void refusesNamesThatAreNone(String name) {
    Standing standing = on(Wishes.release(1, "1", null, null, null));
    refuses(
        ReleaseMistake.BAD_NAME,
        standing,
        primary(new VersionWish(name, Optional.of("/x"), Optional.empty())));
    refuses(ReleaseMistake.BAD_NAME, Standing.empty(name), primary(Wishes.at("1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://user:secret@host/x.zip", "s3://key@bucket/x", "a\nb"})
  void refusesPlacesThatAreNoneOrCarryASecret(String uri) {
    VersionWish wish = new VersionWish("2", Optional.of(uri), Optional.empty());

    refuses(ReleaseMistake.BAD_URI, NOTHING, primary(wish));
    assertThatExceptionOfType(ReleaseMistakeException.class)
        .isThrownBy(() -> set(NOTHING, primary(wish)))
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("secret"));
  }

  @Test
  void readsHashesOfEitherCaseAndRefusesOthers() throws Exception {
    String upper = "AB".repeat(32);
    ModelRelease next =
        set(NOTHING, primary(new VersionWish("1", Optional.of("/x"), Optional.of(upper))));

    assertThat(next.getPrimary().getSha256()).isEqualTo("ab".repeat(32));
    for (String bad : List.of("ab", "g".repeat(64), upper + "a")) {
      refuses(
          ReleaseMistake.BAD_HASH,
          NOTHING,
          primary(new VersionWish("1", Optional.of("/x"), Optional.of(bad))));
    }
  }

  @Test
  void promotesTheCanary() throws Exception {
    Standing standing = on(Wishes.release(4, "1", Wishes.canary("2", 10), "3", "0"));

    ModelRelease next = new ReleaseChange(standing, Wishes.anna()).promote();

    assertThat(version(next.getPrimary())).isEqualTo("2");
    assertThat(next.getCanary()).isNull();
    assertThat(version(next.getShadow())).isEqualTo("3");
    assertThat(version(next.getPrevious())).isEqualTo("1");
  }

  @Test
  void promotesNothingWhereThereIsNoCanary() {
    Standing standing = on(Wishes.release(4, "1", null, "3", "0"));

    assertThatExceptionOfType(ReleaseMistakeException.class)
        .isThrownBy(() -> new ReleaseChange(standing, Wishes.anna()).promote())
        .withMessageContaining("version 1 answers all keys")
        .satisfies(thrown -> assertThat(thrown.mistake()).isEqualTo(ReleaseMistake.NO_CANARY));
  }

  @Test
  void rollsBackToThePreviousOneAloneAndForwardAgain() throws Exception {
    Standing standing = on(Wishes.release(4, "2", Wishes.canary("3", 10), "4", "1"));

    ModelRelease back = new ReleaseChange(standing, Wishes.anna()).rollback();
    ModelRelease forward = new ReleaseChange(on(back), Wishes.anna()).rollback();

    assertThat(version(back.getPrimary())).isEqualTo("1");
    assertThat(version(back.getPrevious())).isEqualTo("2");
    assertThat(back.getCanary()).isNull();
    assertThat(back.getShadow()).isNull();
    assertThat(version(forward.getPrimary())).isEqualTo("2");
    assertThat(forward.getEpoch()).isEqualTo(6);
  }

  @Test
  void rollsNothingBackWhereThereIsNoPreviousOne() {
    Standing standing = on(Wishes.release(4, "1", Wishes.canary("2", 10), null, null));

    assertThatExceptionOfType(ReleaseMistakeException.class)
        .isThrownBy(() -> new ReleaseChange(standing, Wishes.anna()).rollback())
        .withMessageContaining("end the canary")
        .satisfies(thrown -> assertThat(thrown.mistake()).isEqualTo(ReleaseMistake.NO_PREVIOUS));
  }

  @Test
  void takesARefusedReleaseBackAndNothingElse() throws Exception {
    ModelRelease serves = Wishes.release(4, "1", Wishes.canary("2", 10), "3", "0");
    ModelRelease refused = Wishes.release(5, "9", null, null, "1");
    Standing standing =
        new Standing(Wishes.MODEL, 5, Optional.of(serves), Optional.of(refused), List.of());

    ModelRelease next = new ReleaseChange(standing, Wishes.anna()).rollback();

    assertThat(next.getEpoch()).isEqualTo(6);
    assertThat(next.getPrimary()).isEqualTo(serves.getPrimary());
    assertThat(next.getCanary()).isEqualTo(serves.getCanary());
    assertThat(next.getShadow()).isEqualTo(serves.getShadow());
    assertThat(next.getPrevious()).isEqualTo(serves.getPrevious());
  }
}
