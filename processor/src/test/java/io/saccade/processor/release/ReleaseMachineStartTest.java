package io.saccade.processor.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.schemas.avro.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What serves first, what is held besides, and what a version turns out to be. */
final class ReleaseMachineStartTest {

  private final Stage stage = new Stage();
  private final ReleaseMachine machine = stage.machine;

  private void serve(Release release) throws Exception {
    machine.wanted(release);
    stage.loadAll();
    assertThat(stage.serving()).startsWith(release.id().offset() + ":");
  }

  @Test
  void servesWhatItWasStartedWithWhileNothingIsReleased() throws Exception {
    machine.fallBackOn(
        List.of(Release.startedWith("colors", "1", "models/1", stage.bundle("1").sha256())));
    assertThat(stage.next()).isEqualTo("1");
    stage.loaded("1");
    assertThat(stage.serving()).isEqualTo("-1:1");
    assertThat(stage.standings()).containsExactly("PRIMARY 1 SERVING");
    assertThat(stage.next()).isNull();
  }

  @Test
  void loadsNothingToFallBackOnWhereThereIsARelease() {
    machine.wanted(Stage.release(0, stage.primary("2")));
    machine.fallBackOn(List.of(Release.startedWith("colors", "1", "models/1", "")));
    assertThat(stage.next()).isEqualTo("2");
  }

  @Test
  void fallsBackInTurnUntilSomethingServes() throws Exception {
    machine.wanted(Stage.release(7, stage.primary("3")));
    machine.fallBackOn(
        List.of(
            Stage.release(6, stage.primary("2")),
            Release.startedWith("colors", "1", "models/1", stage.bundle("1").sha256())));
    assertThat(stage.next()).isEqualTo("3");
    stage.refused();
    assertThat(stage.next()).isEqualTo("2");
    stage.refused();
    assertThat(stage.next()).isEqualTo("1");
    stage.loaded("1");
    assertThat(stage.serving()).isEqualTo("-1:1");
    assertThat(stage.last().release().id().offset()).isEqualTo(7);
    assertThat(stage.standings()).containsExactly("PRIMARY 1 SERVING", "PRIMARY 3 REFUSED");
  }

  @Test
  void waitsForAReleaseWhereEverythingWasRefused() throws Exception {
    machine.wanted(Stage.release(0, stage.primary("1")));
    machine.fallBackOn(List.of());
    stage.next();
    stage.refused();
    assertThat(stage.next()).isNull();
    serve(Stage.release(1, stage.primary("2")));
  }

  @Test
  void goesBackToFallingBackWhereAReleaseThatCameMeanwhileIsRefused() throws Exception {
    machine.fallBackOn(
        List.of(Release.startedWith("colors", "1", "models/1", stage.bundle("1").sha256())));
    assertThat(stage.next()).isEqualTo("1");
    machine.wanted(Stage.release(0, stage.primary("2")));
    machine.brokenOff();
    assertThat(stage.next()).isEqualTo("2");
    stage.refused();
    assertThat(stage.next()).isEqualTo("1");
    stage.loaded("1");
    assertThat(stage.serving()).isEqualTo("-1:1");
  }

  @Test
  void loadsTheVersionToRollBackToAfterTheSwap() throws Exception {
    machine.wanted(Stage.holding(Stage.release(3, stage.primary("2")), stage.previous("1")));
    assertThat(stage.next()).isEqualTo("2");
    stage.loaded("2");
    assertThat(stage.serving()).isEqualTo("3:2");
    assertThat(stage.standings()).containsExactly("PRIMARY 2 SERVING", "PREVIOUS 1 LOADING");
    assertThat(stage.next()).isEqualTo("1");
    stage.loaded("1");
    assertThat(stage.standings()).containsExactly("PRIMARY 2 SERVING", "PREVIOUS 1 READY");
    assertThat(stage.serving()).isEqualTo("3:2");
  }

  @Test
  void servesWhereTheVersionToRollBackToIsRefused() throws Exception {
    machine.wanted(Stage.holding(Stage.release(3, stage.primary("2")), stage.previous("1")));
    stage.next();
    stage.loaded("2");
    stage.next();
    stage.refused();
    assertThat(stage.serving()).isEqualTo("3:2");
    assertThat(stage.standings()).containsExactly("PRIMARY 2 SERVING", "PREVIOUS 1 REFUSED");
    assertThat(stage.next()).isNull();
  }

  @Test
  void findsOutWhatAVersionWithoutAHashIs() throws Exception {
    machine.wanted(Stage.release(0, Stage.unhashed(Role.PRIMARY, "1")));
    stage.next();
    stage.loaded("1");
    assertThat(stage.serving()).isEqualTo("0:1");
    assertThat(stage.last().versions().get(0).version().sha256())
        .isEqualTo(stage.bundle("1").sha256());
  }

  @Test
  void keepsTheOpenVersionWhereOneWithoutAHashTurnsOutToBeTheSame() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    machine.wanted(Stage.release(1, Stage.unhashed(Role.PRIMARY, "1")));
    assertThat(stage.next()).as("it may have changed").isEqualTo("1");
    stage.loaded("1");
    assertThat(stage.serving()).isEqualTo("1:1");
    assertThat(stage.open).containsExactly("1");
  }
}
