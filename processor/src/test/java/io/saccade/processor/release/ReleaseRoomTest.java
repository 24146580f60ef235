package io.saccade.processor.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.RefusalCode;
import org.junit.jupiter.api.Test;

/** How many versions are open, and what makes room for another. */
final class ReleaseRoomTest {

  private final Stage stage = new Stage();
  private final ReleaseMachine machine = stage.machine;

  private void serve(Release release) throws Exception {
    machine.wanted(release);
    stage.loadAll();
    assertThat(stage.serving()).startsWith(release.id().offset() + ":");
  }

  @Test
  void makesRoomForALoadAndHoldsThePreviousVersionAgainAfterwards() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    serve(
        Stage.holding(
            Stage.release(1, stage.primary("2"), stage.canary("3", 10), stage.shadow("4")),
            stage.previous("1")));
    assertThat(stage.open).hasSize(ReleaseMachine.OPEN);
    machine.wanted(
        Stage.holding(
            Stage.release(2, stage.primary("2"), stage.canary("5", 10), stage.shadow("4")),
            stage.previous("1")));
    assertThat(stage.next()).isEqualTo("5");
    assertThat(stage.open).containsExactlyInAnyOrder("2", "3", "4");
    stage.loaded("5");
    assertThat(stage.next()).isEqualTo("1");
    stage.loaded("1");
    assertThat(stage.open).containsExactlyInAnyOrder("1", "2", "4", "5");
  }

  @Test
  void givesThePreviousVersionUpWhereAnotherFindsNoMemory() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    serve(Stage.release(1, stage.primary("2")));
    machine.wanted(
        Stage.holding(
            Stage.release(2, stage.primary("2"), stage.shadow("3")), stage.previous("1")));
    assertThat(stage.next()).isEqualTo("3");
    stage.refused(RefusalCode.MODEL_MEMORY);
    assertThat(stage.open).containsExactly("2");
    assertThat(stage.next()).as("tried again").isEqualTo("3");
    stage.loaded("3");
    assertThat(stage.serving()).isEqualTo("2:2 shadow 3");
    assertThat(stage.next()).as("there may be room still").isEqualTo("1");
    stage.refused(RefusalCode.MODEL_MEMORY);
    assertThat(stage.standings())
        .containsExactly("PRIMARY 2 SERVING", "SHADOW 3 SERVING", "PREVIOUS 1 REFUSED");
  }

  @Test
  void refusesWhatFindsNoMemoryWhereNothingCanMakeRoom() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    machine.wanted(Stage.release(1, stage.primary("2")));
    assertThat(stage.next()).isEqualTo("2");
    stage.refused(RefusalCode.MODEL_MEMORY);
    assertThat(stage.next()).isNull();
    assertThat(stage.standings()).containsExactly("PRIMARY 1 SERVING", "PRIMARY 2 REFUSED");
  }

  @Test
  void saysWhatALoadWaitsFor() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    machine.wanted(Stage.release(1, stage.primary("2")));
    stage.next();
    machine.waits("waits for the rain");
    assertThat(stage.last().versions())
        .extracting(VersionStanding::waits)
        .containsExactly("", "waits for the rain");
    machine.waits("");
    assertThat(stage.last().versions()).extracting(VersionStanding::waits).containsOnly("");
  }

  /** The exception: all or nothing, and what serves goes on serving. */
  @Test
  void opensNoMoreThanWhatServesAndWhatIsToServe() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    serve(Stage.release(1, stage.primary("2"), stage.canary("3", 10), stage.shadow("4")));
    machine.wanted(Stage.release(2, stage.primary("5"), stage.canary("6", 10), stage.shadow("7")));
    int most = 0;
    for (String version = stage.next(); version != null; version = stage.next()) {
      stage.loaded(version);
      most = Math.max(most, stage.open.size());
    }
    assertThat(most).isLessThanOrEqualTo(6);
    assertThat(stage.serving()).isEqualTo("2:5 canary 6 shadow 7");
    assertThat(stage.open).containsExactlyInAnyOrder("2", "5", "6", "7");
  }
}
