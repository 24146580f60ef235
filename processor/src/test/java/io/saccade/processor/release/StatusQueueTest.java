package io.saccade.processor.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Tenure;
import io.saccade.processor.serving.ReleaseId;
import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.VersionState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written of a machine that is driven by hand. */
final class StatusQueueTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final Tenure TENURE = new Tenure(4, NOW.minusSeconds(60));

  private final Stage stage = new Stage();
  private Instant now = NOW;
  private final StatusFormat format = new StatusFormat("here-1", "saccade");
  private final StatusQueue queue = new StatusQueue(format, () -> now);

  @BeforeEach
  void serveOneVersion() throws Exception {
    stage.machine.wanted(Stage.release(0, stage.primary("1")));
    stage.loadAll();
    hear();
  }

  /** Hands the queue all that the machine has told since the last time. */
  private void hear() {
    stage.told.forEach(queue::changed);
    stage.told.clear();
  }

  private List<ModelStatus> written() {
    List<ModelStatus> all = new ArrayList<>();
    for (Optional<ModelStatus> next = queue.next(); next.isPresent(); next = queue.next()) {
      all.add(next.get());
    }
    return all;
  }

  private static ModelStatus last(List<ModelStatus> written) {
    return written.get(written.size() - 1);
  }

  private void installShadow() throws Exception {
    stage.machine.wanted(Stage.release(1, stage.primary("1"), stage.shadow("2")));
    stage.loadAll();
    hear();
    assertThat(written()).isNotEmpty();
  }

  private void agree(long times) {
    for (long i = 0; i < times; i++) {
      stage.machine.status().orElseThrow().agreement().orElseThrow().scored("red", "red");
    }
  }

  @Test
  void writesEveryStepInOrderWithWhoIssuedTheReleaseAndWhy() {
    List<ModelStatus> written = written();
    assertThat(written)
        .extracting(status -> status.getVersions().get(0).getState())
        .containsSubsequence(VersionState.LOADING, VersionState.SERVING);
    ModelStatus status = last(written);
    assertThat(status.getIssuedBy()).isEqualTo("anna");
    assertThat(status.getReason()).isEqualTo("because");
    assertThat(status.getEpoch()).isEqualTo(1);
    assertThat(status.getAt()).isEqualTo(NOW);
    assertThat(new String(format.key(status), StandardCharsets.UTF_8)).isEqualTo("colors/here-1");
  }

  @Test
  void saysWhereAReleaseBeginsToAnswerInARecordOfThatRelease() {
    queue.first(new ReleaseId(0, 0), new Coordinates("images", 3, 17), TENURE);
    assertThat(last(written()).getFirstOffsets())
        .containsExactly(new FirstOffset("images", 3, 17L, 4, TENURE.since()));
  }

  @Test
  void saysSoEvenWhileTheNextReleaseIsPrepared() {
    assertThat(written()).isNotEmpty();
    stage.machine.wanted(Stage.release(1, stage.primary("2")));
    stage.next();
    hear();
    queue.first(new ReleaseId(0, 0), new Coordinates("images", 3, 17), TENURE);
    List<ModelStatus> written = written();
    assertThat(written)
        .filteredOn(status -> status.getReleaseOffset() == 1)
        .allMatch(status -> status.getFirstOffsets().isEmpty());
    ModelStatus status = last(written);
    assertThat(status.getReleaseOffset()).isZero();
    assertThat(status.getFirstOffsets()).hasSize(1);
    assertThat(status.getVersions())
        .extracting(version -> version.getState())
        .containsExactly(VersionState.SERVING);
  }

  @Test
  void keepsWhatItHearsOfAReleaseUntilItKnowsTheRelease() throws Exception {
    assertThat(written()).isNotEmpty();
    queue.first(new ReleaseId(0, 1), new Coordinates("images", 0, 5), TENURE);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(written()).isEmpty();
    stage.machine.wanted(Stage.release(1, stage.primary("2")));
    stage.loadAll();
    hear();
    assertThat(last(written()).getFirstOffsets()).hasSize(1);
  }

  @Test
  void saysWhereReleasesBeganInTheOrderInWhichTheyDid() throws Exception {
    assertThat(written()).isNotEmpty();
    stage.machine.wanted(Stage.release(1, stage.primary("2")));
    stage.loadAll();
    hear();
    for (int release : List.of(0, 1, 0, 1)) {
      queue.first(new ReleaseId(0, release), new Coordinates("images", 3, 17 + release), TENURE);
    }
    // The step of release 1 waits to be written, but its words come after those of release 0.
    assertThat(written())
        .filteredOn(status -> !status.getFirstOffsets().isEmpty())
        .extracting(ModelStatus::getReleaseOffset)
        .containsExactly(0L, 1L, 0L, 1L);
  }

  @Test
  void writesWhatAShadowSaysNowAndThen() throws Exception {
    installShadow();
    queue.passed();
    assertThat(written()).as("nothing was scored").isEmpty();
    agree(3);
    queue.passed();
    assertThat(written()).as("a moment later").isEmpty();
    now = now.plus(StatusQueue.AGREEMENT_EVERY);
    queue.passed();
    assertThat(last(written()).getAgreement().getAgreed()).isEqualTo(3);
    now = now.plus(StatusQueue.AGREEMENT_EVERY);
    queue.passed();
    assertThat(written()).as("nothing new").isEmpty();
  }

  @Test
  void writesTheLastWordOfAShadowWhenItEnds() throws Exception {
    installShadow();
    agree(2);
    stage.machine.wanted(Stage.release(2, stage.primary("1")));
    hear();
    List<ModelStatus> written = written();
    assertThat(written.get(0).getReleaseOffset()).isEqualTo(1);
    assertThat(written.get(0).getAgreement().getScored()).isEqualTo(2);
    assertThat(last(written).getReleaseOffset()).isEqualTo(2);
    assertThat(last(written).getAgreement()).isNull();
  }

  @Test
  void keepsWhatCountsInALongOutage() throws Exception {
    for (int release = 1; release < 2_000; release++) {
      stage.machine.wanted(Stage.release(release, stage.primary("2"), stage.canary("3", 200)));
      stage.machine.wanted(Stage.release(++release, stage.primary("2")));
      stage.machine.next();
      stage.machine.step(VersionState.VERIFYING);
      stage.refused();
      hear();
    }
    List<ModelStatus> written = written();
    assertThat(written).hasSizeLessThanOrEqualTo(1_000);
    assertThat(last(written).getVersions())
        .extracting(version -> version.getState())
        .contains(VersionState.REFUSED);
  }

  @Test
  void readsBackWhatWasServed() throws Exception {
    stage.machine.wanted(
        Stage.holding(
            Stage.release(1, stage.primary("2"), stage.canary("3", 12.5)), stage.previous("1")));
    stage.loadAll();
    hear();
    List<ModelStatus> written = written();
    Release served = ReleaseFormat.served(last(written)).orElseThrow();
    assertThat(served.id()).isEqualTo(new ReleaseId(0, 1));
    assertThat(served.required()).containsExactly(stage.primary("2"), stage.canary("3", 12.5));
    assertThat(served.previous()).contains(stage.previous("1"));
    assertThat(written.stream().filter(status -> status.getReleaseOffset() == 1))
        .filteredOn(status -> ReleaseFormat.served(status).isPresent())
        .as("only what is settled was served")
        .hasSize(1);
  }
}
