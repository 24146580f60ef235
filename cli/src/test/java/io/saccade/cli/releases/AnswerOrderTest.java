package io.saccade.cli.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.ModelRelease;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each promise about the order of answers, kept and broken. */
final class AnswerOrderTest {

  private static final BundleVersion ONE = new BundleVersion("1", "one", "a1");
  private static final BundleVersion TWO = new BundleVersion("2", "two", "b2");
  private static final BundleVersion THREE = new BundleVersion("3", "three", "c3");

  /** Of the model `colors`, by `printf 'colors\0camera-001' | sha256sum`. */
  private static final String KEY = "camera-001";

  private final Issued start = Issued.start(ONE);
  private final Issued second = issued(4, TWO, null);
  private final Issued third = issued(7, THREE, null);
  private final AnswerOrder order = new AnswerOrder(List.of(start, second, third));

  private static Issued issued(long offset, BundleVersion primary, @Nullable CanaryVersion canary) {
    return new Issued(
        offset,
        new ModelRelease(
            ReleaseStage.MODEL, 1L, primary, canary, null, null, Instant.EPOCH, "a test", ""));
  }

  private static Answer answer(long offset, BundleVersion version) {
    return new Answer(3, offset, Optional.of(KEY), version.getSha256(), false, List.of(), 0);
  }

  @Test
  void acceptsReleasesThatFollowOneAnother() {
    List<Answer> answers =
        List.of(answer(12, THREE), answer(10, ONE), answer(11, ONE), answer(13, THREE));
    assertThat(order.violations(answers)).isEmpty();
  }

  @Test
  void findsAVersionThatComesBack() {
    List<Answer> answers = List.of(answer(10, ONE), answer(11, TWO), answer(12, ONE));
    assertThat(order.violations(answers)).hasSize(1).first().asString().contains("offset=12");
  }

  @Test
  void findsAVersionThatNobodyReleased() {
    assertThat(order.violations(List.of(answer(10, new BundleVersion("4", "", "d4"))))).hasSize(1);
  }

  @Test
  void findsAKeyInTheWrongCohort() {
    Issued canary = issued(4, ONE, new CanaryVersion(TWO, 100.0));
    AnswerOrder all = new AnswerOrder(List.of(canary));
    assertThat(all.violations(List.of(answer(10, TWO).astray()))).isEmpty();
    assertThat(all.violations(List.of(answer(10, TWO)))).hasSize(1);
    assertThat(all.violations(List.of(answer(10, ONE)))).hasSize(1);
  }

  @Test
  void findsAnAnswerThatTheStatusesTellOtherwise() {
    FirstOffsets told = new FirstOffsets();
    told.add(3, 5, -1);
    told.add(3, 11, 4);
    List<Answer> answers = List.of(answer(10, ONE), answer(11, TWO), answer(12, TWO));
    assertThat(order.violations(answers, told)).isEmpty();

    told.add(3, 12, 7);
    assertThat(order.violations(answers, told)).hasSize(1);
  }

  @Test
  void believesWhatWasToldLast() {
    FirstOffsets told = new FirstOffsets();
    told.add(3, 5, -1);
    told.add(3, 20, 7);
    told.add(3, 11, 4);
    assertThat(told.releaseOf(3, 10)).hasValue(-1);
    assertThat(told.releaseOf(3, 25)).hasValue(4);
    assertThat(told.releaseOf(3, 4)).isEmpty();
  }
}
