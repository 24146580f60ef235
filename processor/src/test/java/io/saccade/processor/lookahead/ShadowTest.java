package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.bundle.ModelInput;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeColor;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.Agreement;
import io.saccade.processor.serving.CanaryRoute;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ShadowRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ShadowTest {

  private static final int IMAGES = 20;

  private final List<ShapeImage> shapes = Engine.shapes(IMAGES);
  private final Agreement agreement = new Agreement();

  private static Coordinates at(int number) {
    return new Coordinates("images", 0, number);
  }

  private byte[] event(int number) {
    return Engine.event(number, shapes.get(number % IMAGES));
  }

  /** One that gives every class the name of the next. */
  private static Bundle mistaken() throws Exception {
    List<String> labels = new ArrayList<>(ShapeColor.labels());
    Collections.rotate(labels, 1);
    return Bundle.of(
        ModelDeclaration.of(
            "colors",
            "3",
            new ModelInput("image", ColorModel.preprocessing()),
            new ModelOutput("probabilities", OutputKind.SOFTMAX, labels.size())),
        ColorModel.onnx(),
        labels);
  }

  private void shadow(Engine engine, LoadedModel shadow) {
    engine.release(
        1, engine.first, Optional.empty(), Optional.of(new ShadowRoute(shadow, agreement)));
  }

  /** Waits until so many images were scored or skipped. */
  private Agreement.Snapshot counted(long images) {
    while (true) {
      Agreement.Snapshot now = agreement.snapshot(100);
      if (now.scored() + now.skipped() + now.failed() >= images) {
        return now;
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void scoresWhatThePrimaryHasAnsweredWhileNothingElseIsToDo() throws Exception {
    try (Engine engine = new Engine(1, 4);
        LoadedModel shadow = engine.load(ColorModel.bundle("2"))) {
      shadow(engine, shadow);
      for (int i = 0; i < IMAGES; i++) {
        assertThat(engine.take(at(i), event(i))).isInstanceOf(Outcome.Classified.class);
        assertThat(counted(i + 1).skipped()).isZero();
      }
      Agreement.Snapshot snapshot = agreement.snapshot(100);
      assertThat(snapshot.scored()).isEqualTo(IMAGES);
      assertThat(snapshot.agreed()).isEqualTo(IMAGES);
      assertThat(snapshot.pairs()).allMatch(pair -> pair.primary().equals(pair.shadow()));
      engine.closeSlot();
    }
  }

  @Test
  void countsWhatItsLabelsAreAgainstThePrimarys() throws Exception {
    try (Engine engine = new Engine(1, 4);
        LoadedModel shadow = engine.load(mistaken())) {
      shadow(engine, shadow);
      for (int i = 0; i < IMAGES; i++) {
        assertThat(engine.take(at(i), event(i))).isInstanceOf(Outcome.Classified.class);
        Agreement.Snapshot unused = counted(i + 1);
      }
      List<String> labels = ShapeColor.labels();
      assertThat(agreement.snapshot(100).agreed()).isZero();
      assertThat(agreement.snapshot(100).pairs())
          .isNotEmpty()
          .allMatch(
              pair ->
                  labels.indexOf(pair.primary())
                      == (labels.indexOf(pair.shadow()) + 1) % labels.size());
      engine.closeSlot();
    }
  }

  @Test
  void runsNothingWhileTheOnlyLaneHasAnythingElseToDo() throws Exception {
    try (Engine engine = new Engine(1, 1);
        LoadedModel shadow = engine.load(ColorModel.bundle("2"))) {
      shadow(engine, shadow);
      Stall stall = engine.model.stall(engine.tensor(shapes.get(0)));
      for (int i = 0; i < IMAGES; i++) {
        engine.ahead(at(i), event(i));
      }
      stall.awaitBegun();
      stall.end();
      for (int i = 0; i < IMAGES; i++) {
        assertThat(engine.take(at(i), event(i))).isInstanceOf(Outcome.Classified.class);
      }
      Agreement.Snapshot snapshot = counted(IMAGES);
      assertThat(snapshot.skipped()).isEqualTo(IMAGES - 1);
      assertThat(snapshot.scored()).as("the last, when nothing was left").isEqualTo(1);
      engine.closeSlot();
    }
  }

  @Test
  void holdsUpNobodyWhileTheShadowIsStuck() throws Exception {
    LanePlan plan = LanePlan.cpu(2, 1);
    try (Engine engine = new Engine(plan, Duration.ofMinutes(1))) {
      TroubledModel troubled =
          new TroubledModel(new OnnxRuntime(engine.handles).load(ColorModel.bundle("2"), plan));
      LoadedModel shadow = engine.load(ColorModel.bundle("2"), troubled);
      shadow(engine, shadow);
      Stall stall = troubled.stallAll();
      int taken = 0;
      while (!stall.hasBegun()) {
        assertThat(engine.take(at(taken), event(taken))).isInstanceOf(Outcome.Classified.class);
        taken++;
      }
      for (int i = taken; i < taken + IMAGES; i++) {
        assertThat(engine.take(at(i), event(i))).isInstanceOf(Outcome.Classified.class);
      }
      assertThat(counted(taken + IMAGES - 1).scored()).isZero();
      engine.closeSlot();
      shadow.close();
      assertThat(shadow.isClosed()).as("it is not freed under native code").isFalse();
      stall.end();
      assertThat(shadow.awaitClosed(Duration.ofSeconds(30))).isTrue();
    }
  }

  @Test
  void countsAShadowThatFailsAndAnswersAllTheSame() throws Exception {
    try (Engine engine = new Engine(1, 4)) {
      TroubledModel troubled =
          new TroubledModel(
              new OnnxRuntime(engine.handles).load(ColorModel.bundle("2"), LanePlan.cpu(1, 4)));
      troubled.breakDown();
      try (LoadedModel shadow = engine.load(ColorModel.bundle("2"), troubled)) {
        shadow(engine, shadow);
        for (int i = 0; i < IMAGES; i++) {
          assertThat(engine.take(at(i), event(i))).isInstanceOf(Outcome.Classified.class);
          assertThat(counted(i + 1).failed()).isEqualTo(i + 1);
        }
        engine.closeSlot();
      }
    }
  }

  @Test
  void leavesTheCanarysAnswersAlone() throws Exception {
    try (Engine engine = new Engine(1, 4);
        LoadedModel next = engine.load(ColorModel.bundle("2"))) {
      engine.release(
          1,
          engine.first,
          Optional.of(new CanaryRoute(next, 100)),
          Optional.of(new ShadowRoute(next, agreement)));
      for (int i = 0; i < IMAGES; i++) {
        assertThat(engine.take(at(i), event(i))).isInstanceOf(Outcome.Classified.class);
      }
      engine.lookAhead.close();
      assertThat(agreement.snapshot(1)).isEqualTo(new Agreement.Snapshot(0, 0, 0, 0, List.of()));
      engine.closeSlot();
    }
  }
}
