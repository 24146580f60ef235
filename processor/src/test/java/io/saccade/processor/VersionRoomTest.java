package io.saccade.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.PaperModel;
import org.junit.jupiter.api.Test;

final class VersionRoomTest {

  private static final LanePlan PLAN = LanePlan.cpu(2, 16);

  private final Bundle bundle = ColorModel.bundle("1");

  private LoadedModel open(VersionRoom room) throws Exception {
    room.require(bundle, PLAN);
    LoadedModel model = new PaperModel(PLAN).loaded(bundle);
    room.taken(model);
    return model;
  }

  /** What one version's batches take. */
  private long bytes() throws Exception {
    try (LoadedModel model = new PaperModel(PLAN).loaded(bundle)) {
      return model.batchBytes();
    }
  }

  private void refuses(VersionRoom room) {
    assertThatThrownBy(() -> room.require(bundle, PLAN))
        .isInstanceOfSatisfying(
            BundleRefusedException.class,
            e -> assertThat(e.code()).isEqualTo(RefusalCode.MODEL_MEMORY))
        .hasMessageContaining("memory.budget")
        .hasMessageContaining("end the canary or the shadow first");
  }

  @Test
  void refusesTheVersionThatIsOneTooMany() throws Exception {
    VersionRoom room = new VersionRoom(3 * bytes());
    try (LoadedModel one = open(room);
        LoadedModel two = open(room)) {
      LoadedModel three = open(room);
      refuses(room);
      three.close();
      assertThatCode(() -> room.require(bundle, PLAN)).doesNotThrowAnyException();
      assertThat(one.isClosed() || two.isClosed()).isFalse();
    }
  }

  @Test
  void countsWhatIsClosingUntilItIsClosed() throws Exception {
    VersionRoom room = new VersionRoom(2 * bytes());
    try (LoadedModel one = open(room)) {
      LoadedModel leased = open(room);
      assertThat(leased.retain()).isTrue();
      leased.close();
      refuses(room);
      leased.close();
      assertThatCode(() -> room.require(bundle, PLAN)).doesNotThrowAnyException();
      assertThat(one.isClosed()).isFalse();
    }
  }

  @Test
  void letsAVersionTakeThePlaceOfOneThatHasMoreThanItsPart() throws Exception {
    VersionRoom room = new VersionRoom(bytes() / 2);
    try (LoadedModel first = open(room);
        LoadedModel second = open(room)) {
      refuses(room);
      assertThat(first.isClosed() || second.isClosed()).isFalse();
    }
  }
}
