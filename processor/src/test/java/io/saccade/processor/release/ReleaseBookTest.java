package io.saccade.processor.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import io.saccade.schemas.avro.VersionStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReleaseBookTest {

  private final ReleaseBook book = new ReleaseBook();

  private void release(long offset, ModelRelease release) {
    book.release(new IssuedRelease(release, 0, offset));
  }

  private ReleaseProgress progressOf(String instance) {
    return book.state(Wishes.MODEL, Map.of()).instances().stream()
        .filter(state -> state.name().equals(instance))
        .findFirst()
        .orElseThrow()
        .progress();
  }

  private static VersionStatus serving(Role role, String version) {
    return Wishes.version(role, version, VersionState.SERVING);
  }

  private Optional<String> baseVersion() {
    return book.standing(Wishes.MODEL)
        .base()
        .map(ModelRelease::getPrimary)
        .map(BundleVersion::getVersion);
  }

  @Test
  void followsAnInstanceUntilItServes() {
    release(0, Wishes.release(1, "1", null, null, null));
    book.status(Wishes.status("a", -1, serving(Role.PRIMARY, "0")));
    assertThat(progressOf("a").state()).isEmpty();

    for (VersionState state : List.of(VersionState.LOADING, VersionState.READY)) {
      book.status(
          Wishes.status(
              "a", 0, serving(Role.PRIMARY, "0"), Wishes.version(Role.PRIMARY, "1", state)));
      assertThat(progressOf("a").state()).contains(state);
    }
    book.status(
        Wishes.status(
            "a",
            0,
            serving(Role.PRIMARY, "1"),
            Wishes.version(Role.PREVIOUS, "0", VersionState.READY)));
    assertThat(progressOf("a").isServing()).isTrue();
  }

  @Test
  void tellsTheVersionThatIsBehind() {
    release(0, Wishes.release(1, "1", null, "2", null));
    book.status(
        Wishes.status(
            "a",
            0,
            serving(Role.PRIMARY, "1"),
            Wishes.version(Role.SHADOW, "2", VersionState.WARMING)));

    assertThat(progressOf("a").state()).contains(VersionState.WARMING);
    assertThat(progressOf("a").version()).isEqualTo("2");
  }

  @Test
  void doesNotTakeTheOldRoutesForTheNewOnes() {
    release(0, Wishes.release(1, "1", null, null, null));
    book.status(Wishes.status("a", 0, serving(Role.PRIMARY, "1"), serving(Role.SHADOW, "2")));

    assertThat(progressOf("a").isServing()).isFalse();
  }

  @Test
  void remembersARefusalWhileTheInstanceGoesOnTellingOfWhatServes() {
    release(0, Wishes.release(1, "1", null, null, null));
    release(1, Wishes.release(2, "2", null, null, "1"));
    book.status(
        Wishes.status("a", 1, serving(Role.PRIMARY, "1"), Wishes.refused(Role.PRIMARY, "2")));
    book.status(Wishes.status("a", 0, serving(Role.PRIMARY, "1")));

    assertThat(progressOf("a").isRefused()).isTrue();
  }

  @Test
  void buildsOnWhatServesWhereTheLatestWasRefused() {
    release(0, Wishes.release(1, "1", null, null, null));
    book.status(Wishes.status("a", 0, serving(Role.PRIMARY, "1")));
    release(1, Wishes.release(2, "2", null, null, "1"));
    assertThat(baseVersion()).contains("2");

    book.status(
        Wishes.status("a", 1, serving(Role.PRIMARY, "1"), Wishes.refused(Role.PRIMARY, "2")));

    assertThat(progressOf("a").refusal())
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("MODEL_GOLDEN"));
    assertThat(baseVersion()).contains("1");
    assertThat(book.standing(Wishes.MODEL).refused()).isPresent();
    assertThat(book.standing(Wishes.MODEL).epoch()).isEqualTo(2);
  }

  @Test
  void buildsOnTheLatestWhereOnlySomeRefusedIt() {
    release(0, Wishes.release(1, "1", null, null, null));
    book.status(Wishes.status("a", 0, serving(Role.PRIMARY, "1")));
    book.status(Wishes.status("b", 0, Wishes.refused(Role.PRIMARY, "1")));

    assertThat(baseVersion()).contains("1");
    assertThat(book.standing(Wishes.MODEL).refused()).isEmpty();
  }

  @Test
  void buildsOnTheBundleOfTheStartWhereThereIsNoRelease() {
    book.status(Wishes.status("a", -1, serving(Role.PRIMARY, "0")));

    assertThat(baseVersion()).contains("0");
    assertThat(book.standing(Wishes.MODEL).epoch()).isZero();
  }

  @Test
  void fillsInTheHashThatTheInstancesHaveFound() {
    BundleVersion unknown = new BundleVersion("1", "/models/cats/1", "");
    release(
        0, new ModelRelease(Wishes.MODEL, 1L, unknown, null, null, null, Wishes.NOON, "anna", ""));
    book.status(Wishes.status("a", 0, serving(Role.PRIMARY, "1")));

    assertThat(book.standing(Wishes.MODEL).base().orElseThrow().getPrimary())
        .isEqualTo(Wishes.bundle("1"));
    assertThat(book.standing(Wishes.MODEL).known().get(0)).isEqualTo(Wishes.bundle("1"));
    assertThat(progressOf("a").isServing()).isTrue();
  }

  @Test
  void knowsWhoIsLivingAndWhoIsSilent() {
    book.status(Wishes.status("a", -1, serving(Role.PRIMARY, "0")));
    book.status(Wishes.status("b", -1, serving(Role.PRIMARY, "0")));

    ModelState state =
        book.state(
            Wishes.MODEL,
            Map.of("group", Set.of("a-StreamThread-1-consumer", "c-StreamThread-2-consumer")));

    assertThat(state.living()).extracting(InstanceState::name).containsExactly("a");
    assertThat(state.instances()).hasSize(2);
    assertThat(state.silent()).containsExactly("c");
    assertThat(book.groups(Wishes.MODEL)).containsExactly("group");
  }

  private static VersionStatus tenPercent(VersionStatus canary) {
    return VersionStatus.newBuilder(canary).setPercent(10.0).build();
  }

  @Test
  void keepsTheAuditWhereTheReleaseItselfIsGone() {
    book.status(
        Wishes.status(
            "a",
            3,
            serving(Role.PRIMARY, "1"),
            tenPercent(Wishes.version(Role.CANARY, "2", VersionState.WARMING))));
    book.status(
        Wishes.status("a", 3, serving(Role.PRIMARY, "1"), tenPercent(serving(Role.CANARY, "2"))));

    List<PastRelease> history = book.history(Wishes.MODEL);

    assertThat(history).hasSize(1);
    assertThat(history.get(0).release().getCanary()).isEqualTo(Wishes.canary("2", 10));
    assertThat(history.get(0).since()).containsOnlyKeys("a");
    assertThat(history.get(0).release().getEpoch()).isEqualTo(4);
  }

  @Test
  void remembersWhatWasRefusedAndByWhom() {
    release(0, Wishes.release(1, "1", null, null, null));
    book.status(Wishes.status("a", 0, Wishes.refused(Role.PRIMARY, "1")));
    release(1, Wishes.release(2, "2", null, null, null));
    book.status(Wishes.status("a", 1, serving(Role.PRIMARY, "2")));

    List<PastRelease> history = book.history(Wishes.MODEL);

    assertThat(history.get(0).refusal().orElseThrow())
        .hasToString("MODEL_GOLDEN: a golden image disagrees");
    assertThat(history.get(0).since()).isEmpty();
    assertThat(history.get(1).since()).containsOnlyKeys("a");
  }

  @Test
  void takesTheLatestWordOnWhereAReleaseBegan() {
    release(0, Wishes.release(1, "1", null, null, null));
    release(1, Wishes.release(2, "2", null, null, "1"));
    book.status(began("a", 0, 100));
    book.status(began("a", 1, 180));
    // The partition moved to an instance that had not heard of the second release yet.
    book.status(began("b", 0, 150));
    book.status(began("b", 1, 170));

    List<PastRelease> history = book.history(Wishes.MODEL);

    assertThat(history.get(0).firstOffsets()).containsExactly(Wishes.first(100));
    assertThat(history.get(1).firstOffsets()).containsExactly(Wishes.first(170));
  }

  private static ModelStatus began(String instance, long release, long offset) {
    ModelStatus status =
        Wishes.status(instance, release, serving(Role.PRIMARY, release == 0 ? "1" : "2"));
    return ModelStatus.newBuilder(status).setFirstOffsets(List.of(Wishes.first(offset))).build();
  }

  /** Offsets begin again in a topic that was made anew; the statuses of before stay. */
  @Test
  void keepsReleasesOfATopicThatWasThereBeforeApart() {
    ModelStatus before = Wishes.status("a", 0, serving(Role.PRIMARY, "1"));
    book.status(
        new ModelStatus(
            before.getModel(),
            before.getInstance(),
            before.getGroup(),
            0L,
            0,
            1L,
            Wishes.NOON.minusSeconds(86_400),
            "before",
            "",
            before.getAt(),
            before.getVersions(),
            List.of(),
            null));
    release(0, Wishes.release(1, "1", null, null, null));

    assertThat(book.history(Wishes.MODEL))
        .extracting(past -> past.release().getIssuedBy() + " " + past.since().keySet())
        .containsExactlyInAnyOrder("before [a]", "anna []");
    assertThat(book.state(Wishes.MODEL, Map.of()).instances().get(0).progress().isServing())
        .isFalse();
  }

  @Test
  void tellsOfReleasesThatCameInBetween() {
    IssuedRelease theirs = new IssuedRelease(Wishes.release(2, "2", null, null, null), 0, 1);
    IssuedRelease mine = new IssuedRelease(Wishes.release(2, "3", null, null, null), 0, 2);
    release(0, Wishes.release(1, "1", null, null, null));
    book.release(theirs);
    book.release(mine);

    assertThat(book.rivals(mine)).containsExactly(theirs);
    assertThat(book.rivals(theirs)).isEmpty();
    assertThat(book.state(Wishes.MODEL, Map.of()).latest()).contains(mine);
  }
}
