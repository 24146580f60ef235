package io.saccade.processor.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whether an instance was quick enough to serve a release before the next came must make no
 * difference: all serve the newest one that is acceptable.
 */
final class OvertakenReleasesTest {

  private final Stage stage = new Stage();
  private final ReleaseMachine machine = stage.machine;

  @BeforeEach
  void serveOne() throws Exception {
    machine.wanted(Stage.release(0, stage.primary("1")));
    stage.loadAll();
    assertThat(stage.serving()).isEqualTo("0:1");
  }

  @Test
  void serveWhereTheLatestIsRefused() throws Exception {
    machine.wanted(Stage.release(1, stage.primary("2")));
    machine.wanted(Stage.release(2, stage.primary("3")));
    assertThat(stage.next()).isEqualTo("3");
    stage.refused();
    assertThat(stage.next()).isEqualTo("2");
    stage.loaded("2");
    assertThat(stage.serving()).isEqualTo("1:2");
    assertThat(stage.last().release().id().offset()).isEqualTo(2);
    assertThat(stage.standings())
        .containsExactly("PRIMARY 2 SERVING", "PREVIOUS 1 READY", "PRIMARY 3 REFUSED");
    assertThat(stage.next()).isNull();
  }

  @Test
  void serveWhereTheLatestContradictsItself() throws Exception {
    machine.wanted(Stage.release(1, stage.primary("2")));
    assertThat(stage.next()).isEqualTo("2");
    machine.wanted(Stage.release(2, stage.primary("3"), stage.canary("4", 101)));
    stage.loaded("2");
    assertThat(stage.serving()).isEqualTo("1:2");
  }

  @Test
  void areTriedFromTheNewestOn() throws Exception {
    machine.wanted(Stage.release(1, stage.primary("2")));
    machine.wanted(Stage.release(2, stage.primary("3")));
    machine.wanted(Stage.release(3, stage.primary("4")));
    assertThat(stage.next()).isEqualTo("4");
    stage.refused();
    assertThat(stage.next()).isEqualTo("3");
    stage.refused();
    assertThat(stage.next()).isEqualTo("2");
    stage.refused();
    assertThat(stage.serving()).isEqualTo("0:1");
    assertThat(stage.next()).as("what serves is newer than all that is left").isNull();
  }

  @Test
  void areForgottenWhereTheLatestServes() throws Exception {
    machine.wanted(Stage.release(1, stage.primary("2")));
    machine.wanted(Stage.release(2, stage.primary("3")));
    stage.loadAll();
    assertThat(stage.serving()).isEqualTo("2:3");
    machine.wanted(Stage.release(3, stage.primary("4")));
    assertThat(stage.next()).isEqualTo("4");
    stage.refused();
    assertThat(stage.next()).isNull();
    assertThat(stage.serving()).isEqualTo("2:3");
  }

  @Test
  void giveWayToANewerOneWhileTheyAreTried() throws Exception {
    machine.wanted(Stage.release(1, stage.primary("2")));
    machine.wanted(Stage.release(2, stage.primary("3")));
    stage.next();
    stage.refused();
    assertThat(stage.next()).isEqualTo("2");
    machine.wanted(Stage.release(3, stage.primary("4")));
    assertThat(machine.isLoadingInVain()).isTrue();
    machine.brokenOff();
    assertThat(stage.next()).isEqualTo("4");
    stage.refused();
    assertThat(stage.next()).isEqualTo("2");
    stage.loaded("2");
    assertThat(stage.serving()).isEqualTo("1:2");
  }

  @Test
  void beforeTheStartAreHistory() throws Exception {
    Stage other = new Stage();
    other.machine.wanted(Stage.release(4, other.primary("2")));
    other.machine.wanted(Stage.release(5, other.primary("3")));
    other.machine.fallBackOn(List.of(Stage.release(3, other.primary("1"))));
    assertThat(other.next()).isEqualTo("3");
    other.refused();
    assertThat(other.next()).isEqualTo("1");
  }
}
