package io.saccade.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.bundle.ModelInput;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeColor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that compute nothing, so that it can be seen when they are closed, and by whom. */
final class ModelSlotTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final PaperModel oldPaper = new PaperModel(LanePlan.cpu(1, 2));
  private final PaperModel nextPaper = new PaperModel(LanePlan.cpu(1, 2));
  private LoadedModel old;
  private LoadedModel next;
  private ModelSlot slot;

  @BeforeEach
  void serveTheOldVersion() throws Exception {
    old = oldPaper.loaded(ColorModel.bundle("1"));
    next = nextPaper.loaded(ColorModel.bundle("2"));
    slot = new ModelSlot(Routes.only(old));
  }

  private Route lease() {
    return Objects.requireNonNull(slot.lease(null, 0, 0));
  }

  private static Thread closer(PaperModel paper) throws Exception {
    return paper.closed.get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void closesAVersionWithItsLastLeaseOnAThreadOfItsOwn() throws Exception {
    Route first = lease();
    Route second = lease();
    slot.install(Routes.only(next));
    old.close();
    first.release();
    assertThat(oldPaper.closed).isNotDone();
    second.release();
    assertThat(closer(oldPaper).getName()).isEqualTo("saccade-closing");
    assertThat(old.awaitClosed(SOON)).isTrue();
    assertThat(nextPaper.closed).isNotDone();
  }

  @Test
  void keepsThePreviousVersionAsLongAsSomebodyHoldsIt() throws Exception {
    slot.install(Routes.only(next));
    assertThat(oldPaper.closed).isNotDone();
    slot.install(Routes.only(old));
    slot.install(Routes.only(next));
    assertThat(oldPaper.closed).isNotDone();
    old.close();
    assertThat(closer(oldPaper)).isSameAs(Thread.currentThread());
  }

  @Test
  void freesNothingThatABatchIsStillUsing() throws Exception {
    Route lease = lease();
    BatchTensors tensors = Objects.requireNonNull(old.borrow());
    slot.install(Routes.only(next));
    lease.release();
    old.close();
    assertThat(oldPaper.closed).isNotDone();
    tensors.run(0, 0, 1);
    old.giveBack(tensors);
    assertThat(closer(oldPaper).getName()).isEqualTo("saccade-closing");
  }

  @Test
  void routesToTheNewVersionFromTheSwapOn() {
    assertThat(lease().model()).isSameAs(old);
    slot.install(Routes.only(next));
    assertThat(lease().model()).isSameAs(next);
  }

  @Test
  void routesAShareOfTheKeysToTheCanary() {
    slot.install(
        new Routes(
            new ReleaseId(0, 3), old, Optional.of(new CanaryRoute(next, 25)), Optional.empty()));
    int canaries = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] key = ("key-" + i).getBytes(StandardCharsets.UTF_8);
      Route route = Objects.requireNonNull(slot.lease(key, i % 3, i));
      assertThat(route.canary()).isEqualTo(CanaryHash.percentile("colors", key, 0, 0) < 25);
      assertThat(route.model()).isSameAs(route.canary() ? next : old);
      canaries += route.canary() ? 1 : 0;
      route.release();
    }
    assertThat(canaries).isBetween(890, 1_110);
  }

  @Test
  void refusesAVersionThatWasClosedAndServesOn() throws Exception {
    next.close();
    Routes routes =
        new Routes(
            new ReleaseId(0, 3), old, Optional.of(new CanaryRoute(next, 25)), Optional.empty());
    assertThatIllegalStateException().isThrownBy(() -> slot.install(routes));
    assertThat(lease().model()).isSameAs(old);
    assertThat(lease().routes().release()).isEqualTo(ReleaseId.NONE);
  }

  @Test
  void closesEverythingWhenItIsClosed() throws Exception {
    lease().release();
    old.close();
    next.close();
    slot.close();
    slot.close();
    assertThat(oldPaper.closed).isDone();
    assertThat(slot.lease(null, 0, 0)).isNull();
  }

  @Test
  void saysSoWhereALeaseIsReleasedTwice() {
    next.close();
    assertThatIllegalStateException()
        .isThrownBy(next::release)
        .withMessageContaining("released more often than it was held");
    assertThatIllegalStateException().isThrownBy(next::borrow);
  }

  @Test
  void refusesAShadowThatIsPreprocessedOtherwise() throws Exception {
    Bundle bundle =
        Bundle.of(
            ModelDeclaration.of(
                "colors",
                "3",
                new ModelInput("image", Preprocessing.torchvision(64)),
                new ModelOutput("probabilities", OutputKind.SOFTMAX, ShapeColor.labels().size())),
            ColorModel.onnx(),
            ShapeColor.labels());
    BundleRefusedException refused =
        catchThrowableOfType(
            BundleRefusedException.class,
            () -> ShadowRoute.requireSameInput(ColorModel.bundle("1"), bundle));
    assertThat(refused.code()).isEqualTo(RefusalCode.MODEL_SHAPES);
    assertThat(refused).hasMessageContaining("saccade replay");
    ShadowRoute.requireSameInput(ColorModel.bundle("1"), ColorModel.bundle("2"));
    LoadedModel other = new PaperModel(LanePlan.cpu(1, 2)).loaded(bundle);
    Optional<ShadowRoute> shadow = Optional.of(new ShadowRoute(other, new Agreement()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Routes(ReleaseId.NONE, old, Optional.empty(), shadow));
  }
}
