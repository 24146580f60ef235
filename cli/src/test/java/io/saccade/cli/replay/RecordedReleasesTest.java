package io.saccade.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import io.saccade.schemas.avro.VersionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecordedReleasesTest {

  private final List<ModelStatus> statuses = new ArrayList<>();
  private boolean tenures = true;

  /** An instance says that a release, whose version is of the same number, begins somewhere. */
  private void says(String instance, long release, int partition, long offset) {
    says(instance, release, new FirstOffset("images", partition, offset, -1, null));
  }

  /** The same of partition 0, by one who knows since when it has the partition. */
  private void says(String instance, long release, long offset, int generation, long second) {
    Instant since = Instant.EPOCH.plusSeconds(second);
    says(
        instance,
        release,
        new FirstOffset("images", 0, offset, generation, tenures ? since : null));
  }

  private void says(String instance, long release, FirstOffset first) {
    statuses.add(
        ModelStatus.newBuilder()
            .setModel("cats")
            .setInstance(instance)
            .setGroup("saccade")
            .setReleaseOffset(release)
            .setEpoch(release)
            .setAt(Instant.EPOCH)
            .setVersions(
                List.of(
                    version(Role.PREVIOUS, "previous", VersionState.READY),
                    version(Role.PRIMARY, "v" + release, VersionState.SERVING)))
            .setFirstOffsets(List.of(first))
            .build());
  }

  private static VersionStatus version(Role role, String name, VersionState state) {
    return VersionStatus.newBuilder()
        .setRole(role)
        .setVersion(name)
        .setUri("/models/" + name)
        .setSha256("hash of " + name)
        .setState(state)
        .build();
  }

  private String answering(int partition, long from, long to) {
    StringBuilder text = new StringBuilder();
    RecordedReleases.of("images", statuses)
        .answering(partition, new Span(from, to))
        .forEach(
            stretch ->
                text.append(
                    "%d-%d %s; "
                        .formatted(
                            stretch.span().from(),
                            stretch.span().to(),
                            stretch.release().map(r -> r.primary().version()).orElse("?"))));
    return text.toString().strip();
  }

  @Test
  void aReleaseAnswersUntilTheNextOneBegins() {
    says("a", 1, 0, 0);
    says("a", 2, 0, 100);

    assertThat(answering(0, 50, 150)).isEqualTo("50-100 v1; 100-150 v2;");
    assertThat(answering(0, 100, 101)).isEqualTo("100-101 v2;");
  }

  @Test
  void whatIsSaidLaterOfAnOffsetHoldsFromThereOn() {
    says("a", 1, 0, 0);
    says("a", 2, 0, 100); // It dies, and has committed as far as 90.
    says("b", 1, 0, 90);
    says("b", 2, 0, 120);

    assertThat(answering(0, 0, 200)).isEqualTo("0-120 v1; 120-200 v2;");
  }

  @Test
  void oneThatWritesTheOlderReleaseLastHasNotGoneBack() {
    says("a", 2, 0, 60);
    says("a", 1, 0, 50);

    assertThat(answering(0, 50, 100)).isEqualTo("50-60 v1; 60-100 v2;");
  }

  /** It held releases 1 and 2, and its last words come after those of its successor. */
  private void lateWordsOfAnOldOwner(int generationOfOld, long takenByOld) {
    says("new", 2, 100, 8, 60);
    says("new", 3, 140, 8, 60);
    says("old", 1, 0, generationOfOld, takenByOld);
    says("old", 2, 90, generationOfOld, takenByOld);
    says("old", 3, 120, generationOfOld, takenByOld);
  }

  private static final String AS_IT_WAS = "0-90 v1; 90-140 v2; 140-200 v3;";

  @Test
  void whatAnOldOwnerWritesLateIsCutWhereItsSuccessorBegan() {
    lateWordsOfAnOldOwner(7, 50);
    assertThat(answering(0, 0, 200)).isEqualTo(AS_IT_WAS);
  }

  @Test
  void generationsCountMoreThanClocksOfDifferentHosts() {
    lateWordsOfAnOldOwner(7, 75);
    assertThat(answering(0, 0, 200)).isEqualTo(AS_IT_WAS);
  }

  @Test
  void clocksCountWhereAGroupBeganToCountAgain() {
    lateWordsOfAnOldOwner(57, -3_600);
    assertThat(answering(0, 0, 200)).isEqualTo(AS_IT_WAS);
  }

  @Test
  void clocksCountWhereNobodyKnowsTheGeneration() {
    lateWordsOfAnOldOwner(-1, 50);
    assertThat(answering(0, 0, 200)).isEqualTo(AS_IT_WAS);
  }

  /** The control: nobody says since when it has the partition. */
  @Test
  void inTheOrderOfTheTopicAloneTheOldOwnerTakesBackWhatHolds() {
    tenures = false;
    lateWordsOfAnOldOwner(7, 50);
    assertThat(answering(0, 0, 200)).isEqualTo("0-90 v1; 90-120 v2; 120-200 v3;");
  }

  @Test
  void aSuccessorThatIsReadLastTakesBackWhatTheOldOwnerNeverCommitted() {
    says("old", 1, 0, 7, 50);
    says("old", 2, 80, 7, 50);
    says("new", 1, 60, 8, 60);
    says("new", 2, 100, 8, 60);

    assertThat(answering(0, 0, 200)).isEqualTo("0-100 v1; 100-200 v2;");
  }

  @Test
  void anInstanceThatGetsItsPartitionBackIsItsOwnSuccessor() {
    says("a", 2, 100, 9, 70);
    says("b", 1, 50, 8, 60);
    says("a", 1, 0, 7, 50);
    says("a", 2, 40, 7, 50); // Never committed.

    assertThat(answering(0, 0, 200)).isEqualTo("0-40 v1; 40-50 v2; 50-100 v1; 100-200 v2;");
  }

  @Test
  void partitionsAreKeptApart() {
    says("a", 1, 0, 0);
    says("a", 1, 1, 0);
    says("a", 2, 1, 10);

    assertThat(answering(0, 0, 20)).isEqualTo("0-20 v1;");
    assertThat(answering(1, 0, 20)).isEqualTo("0-10 v1; 10-20 v2;");
  }

  @Test
  void saysWhereNothingIsKnown() {
    says("a", 1, 0, 10);

    assertThat(answering(0, 0, 20)).isEqualTo("0-10 ?; 10-20 v1;");
    assertThat(answering(7, 0, 20)).isEqualTo("0-20 ?;");
    assertThatThrownBy(
            () ->
                Step.of(
                    Range.of("images", Map.of(0, new Span(0, 20))),
                    RecordedReleases.of("images", statuses)))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("images-0 from offset 0 to 9");
  }

  @Test
  void aStepTakesEveryPartitionThatHasComeToItsRelease() throws Exception {
    says("a", 1, 0, 0);
    says("a", 1, 1, 0);
    says("a", 2, 0, 10);
    says("a", 2, 1, 30);

    List<Step> steps =
        Step.of(
            Range.of("images", Map.of(0, new Span(0, 20), 1, new Span(5, 40))),
            RecordedReleases.of("images", statuses));

    assertThat(steps.stream().map(step -> step.release() + " " + step.range()))
        .containsExactly(
            "release 1 with version v1 0:0-10, 1:5-30",
            "release 2 with version v2 0:10-20, 1:30-40");
  }

  @Test
  void aPartitionThatWentBackGoesBackHere() throws Exception {
    says("a", 1, 0, 0);
    says("a", 1, 1, 0);
    says("a", 2, 0, 10);
    says("a", 2, 1, 10);
    says("b", 1, 0, 20);

    List<Step> steps =
        Step.of(
            Range.of("images", Map.of(0, new Span(0, 30), 1, new Span(0, 30))),
            RecordedReleases.of("images", statuses));

    assertThat(steps.stream().map(step -> step.release().offset() + " " + step.range()))
        .containsExactly("1 0:0-10, 1:0-10", "2 0:10-20, 1:10-30", "1 0:20-30");
  }
}
