package io.saccade.processor.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.bundle.ModelInput;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeColor;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Every transition, with loads that end when the test says so. */
final class ReleaseMachineTest {

  private final Stage stage = new Stage();
  private final ReleaseMachine machine = stage.machine;

  private void serve(Release release) throws Exception {
    machine.wanted(release);
    stage.loadAll();
    assertThat(stage.serving()).startsWith(release.id().offset() + ":");
  }

  @Test
  void installsAReleaseOnlyWhenAllItRequiresIsReady() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    machine.wanted(Stage.release(1, stage.primary("2"), stage.canary("3", 10), stage.shadow("4")));
    assertThat(stage.next()).isEqualTo("2");
    assertThat(stage.next()).as("one load at a time").isNull();
    stage.loaded("2");
    assertThat(stage.next()).isEqualTo("3");
    stage.loaded("3");
    assertThat(stage.serving()).isEqualTo("0:1");
    assertThat(stage.next()).isEqualTo("4");
    stage.loaded("4");
    assertThat(stage.serving()).isEqualTo("1:2 canary 3 shadow 4");
    assertThat(stage.open).containsExactlyInAnyOrder("1", "2", "3", "4");
    assertThat(stage.standings())
        .containsExactly(
            "PRIMARY 2 SERVING", "CANARY 3 SERVING", "SHADOW 4 SERVING", "PREVIOUS 1 READY");
  }

  @Test
  void leavesEverythingAsItWasWhereOneVersionIsRefused() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    machine.wanted(Stage.release(1, stage.primary("2"), stage.canary("3", 10)));
    stage.next();
    stage.loaded("2");
    stage.next();
    stage.refused();
    assertThat(stage.serving()).isEqualTo("0:1");
    assertThat(stage.open).containsExactly("1");
    assertThat(stage.standings())
        .containsExactly("PRIMARY 1 SERVING", "CANARY 3 REFUSED", "PRIMARY 2 RETIRED");
    assertThat(stage.last().isSettled()).isFalse();
    assertThat(stage.last().versions().get(1).refusal())
        .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo(RefusalCode.MODEL_GOLDEN));
    assertThat(stage.next()).as("what is refused is not tried again").isNull();
  }

  @Test
  void rollsBackToThePreviousVersionWithoutALoad() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    serve(Stage.holding(Stage.release(1, stage.primary("2")), stage.previous("1")));
    machine.wanted(Stage.holding(Stage.release(2, stage.primary("1")), stage.previous("2")));
    assertThat(stage.serving()).isEqualTo("2:1");
    assertThat(stage.next()).isNull();
    assertThat(stage.standings()).containsExactly("PRIMARY 1 SERVING", "PREVIOUS 2 READY");
  }

  @Test
  void installsARollbackWhileAnotherLoadGoesOn() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    serve(Stage.holding(Stage.release(1, stage.primary("2")), stage.previous("1")));
    machine.wanted(Stage.holding(Stage.release(2, stage.primary("3")), stage.previous("1")));
    assertThat(stage.next()).isEqualTo("3");
    machine.wanted(Stage.release(3, stage.primary("1")));
    assertThat(stage.serving()).isEqualTo("3:1");
    assertThat(machine.isLoadingInVain()).isTrue();
    stage.loaded("3");
    assertThat(stage.serving()).isEqualTo("3:1");
    assertThat(stage.open).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void closesWhatANewReleaseDoesNotNameBeforeItLoads() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    serve(Stage.release(1, stage.primary("2")));
    assertThat(stage.open).containsExactlyInAnyOrder("1", "2");
    machine.wanted(Stage.release(2, stage.primary("3")));
    assertThat(stage.open).containsExactly("2");
    assertThat(stage.standings())
        .containsExactly("PRIMARY 2 SERVING", "PRIMARY 3 LOADING", "PRIMARY 1 RETIRED");
  }

  @Test
  void dropsWhatAnEarlierReleaseAskedForOnceItsLoadIsOver() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    machine.wanted(Stage.release(1, stage.primary("2"), stage.canary("3", 10)));
    assertThat(stage.next()).isEqualTo("2");
    machine.wanted(Stage.release(2, stage.primary("4")));
    machine.wanted(Stage.release(3, stage.primary("5")));
    assertThat(stage.next()).as("one load at a time").isNull();
    stage.loaded("2");
    assertThat(stage.open).containsExactly("1");
    assertThat(stage.next()).isEqualTo("5");
    stage.loaded("5");
    assertThat(stage.serving()).isEqualTo("3:5");
  }

  @Test
  void goesOnWithALoadThatTheNewerReleaseWantsToo() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    machine.wanted(Stage.release(1, stage.primary("2")));
    stage.next();
    machine.wanted(Stage.release(2, stage.primary("1"), stage.canary("2", 5)));
    assertThat(machine.isLoadingInVain()).isFalse();
    stage.loaded("2");
    assertThat(stage.serving()).isEqualTo("2:1 canary 2");
  }

  @Test
  void forgetsARefusalThatNobodyWaitsForAnyMore() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    machine.wanted(Stage.release(1, stage.primary("2")));
    stage.next();
    machine.wanted(Stage.release(2, stage.primary("3")));
    stage.refused();
    assertThat(stage.next()).isEqualTo("3");
    stage.loaded("3");
    assertThat(stage.serving()).isEqualTo("2:3");
  }

  @Test
  void loadsAgainWhatWasBrokenOffAndIsWantedAgain() throws Exception {
    machine.wanted(Stage.release(0, stage.primary("1")));
    stage.next();
    machine.brokenOff();
    assertThat(stage.next()).isEqualTo("1");
  }

  @Test
  void changesTheShareOfACanaryAtOnce() throws Exception {
    serve(Stage.release(0, stage.primary("1"), stage.canary("2", 10)));
    machine.wanted(Stage.release(1, stage.primary("1"), stage.canary("2", 20)));
    assertThat(stage.serving()).isEqualTo("1:1 canary 2");
    assertThat(stage.last().versions().get(1).version().percent()).isEqualTo(OptionalDouble.of(20));
  }

  @Test
  void promotesACanaryWithoutALoad() throws Exception {
    serve(Stage.release(0, stage.primary("1"), stage.canary("2", 10)));
    machine.wanted(Stage.holding(Stage.release(1, stage.primary("2")), stage.previous("1")));
    assertThat(stage.serving()).isEqualTo("1:2");
    assertThat(stage.standings()).containsExactly("PRIMARY 2 SERVING", "PREVIOUS 1 READY");
  }

  @Test
  void refusesAShadowThatIsPreprocessedOtherwise() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    Bundle other =
        Bundle.of(
            ModelDeclaration.of(
                "colors",
                "other",
                new ModelInput("image", Preprocessing.torchvision(64)),
                new ModelOutput("probabilities", OutputKind.SOFTMAX, ShapeColor.labels().size())),
            ColorModel.onnx(),
            ShapeColor.labels());
    NamedVersion shadow =
        new NamedVersion(
            Role.SHADOW, "other", "models/other", other.sha256(), OptionalDouble.empty());
    machine.wanted(Stage.release(1, stage.primary("2"), shadow));
    stage.next();
    stage.loaded("2");
    stage.next();
    stage.loaded(other);
    assertThat(stage.serving()).isEqualTo("0:1");
    assertThat(stage.open).containsExactly("1");
    assertThat(stage.standings()).contains("SHADOW other REFUSED");
    assertThat(stage.last().versions().get(1).refusal())
        .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo(RefusalCode.MODEL_SHAPES));
  }

  @Test
  void refusesAReleaseThatContradictsItself() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    machine.wanted(Stage.release(1, stage.primary("2"), stage.canary("3", 101)));
    assertThat(stage.next()).isNull();
    assertThat(stage.standings()).containsExactly("PRIMARY 1 SERVING", "PRIMARY 2 REFUSED");
  }

  @Test
  void heedsNoReleaseThatIsOlderThanTheLatest() throws Exception {
    serve(Stage.release(5, stage.primary("1")));
    machine.wanted(Stage.release(4, stage.primary("2")));
    machine.wanted(Stage.release(5, stage.primary("2")));
    assertThat(stage.next()).isNull();
    assertThat(stage.serving()).isEqualTo("5:1");
  }

  @Test
  void refusesABundleOfAnotherHash() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    machine.wanted(Stage.release(1, stage.primary("2")));
    stage.next();
    stage.loaded("3");
    assertThat(stage.standings()).containsExactly("PRIMARY 1 SERVING", "PRIMARY 2 REFUSED");
    assertThat(stage.open).containsExactly("1");
  }

  @Test
  void tellsEveryStepOfAVersion() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    machine.wanted(Stage.release(1, stage.primary("2"), stage.canary("3", 1)));
    stage.next();
    machine.step(VersionState.VERIFYING);
    machine.step(VersionState.WARMING);
    stage.loaded("2");
    stage.loadAll();
    machine.wanted(Stage.release(2, stage.primary("3")));
    machine.wanted(Stage.release(3, stage.primary("3")));
    assertThat(stage.states(Role.PRIMARY, "2"))
        .containsExactly(
            VersionState.LOADING,
            VersionState.VERIFYING,
            VersionState.WARMING,
            VersionState.READY,
            VersionState.SERVING,
            VersionState.RETIRED);
  }

  @Test
  void givesUpEverythingAtTheEnd() throws Exception {
    serve(Stage.release(0, stage.primary("1")));
    serve(Stage.release(1, stage.primary("2")));
    machine.close();
    assertThat(stage.open).isEmpty();
  }
}
