package io.saccade.processor.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleLimits;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.ModelGate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody made who set out to get past the gate: each takes the whole way of a release, from
 * its address to the first runs.
 */
@Timeout(60)
final class StrangersTest {

  /** A status record must hold it, and so must a line of a log. */
  private static final int LONGEST_MESSAGE = 2_100;

  @TempDir private Path folder;
  private final NativeHandles handles = new NativeHandles();

  @ParameterizedTest
  @Timeout(10)
  @MethodSource({
    "io.saccade.processor.bundles.StrangeZips#zips",
    "io.saccade.processor.bundles.StrangeFiles#folders",
    "io.saccade.processor.bundles.StrangeFiles#manifests",
    "io.saccade.processor.bundles.StrangeFiles#labels",
    "io.saccade.processor.bundles.StrangeModels#outputs",
    "io.saccade.processor.bundles.StrangeModels#features",
    "io.saccade.processor.bundles.StrangeModels#graphs",
    "io.saccade.processor.bundles.StrangeModels#hazards",
    "io.saccade.processor.bundles.StrangeReferences#references"
  })
  void isRefused(HostileCase strange) throws Exception {
    Object place = strange.spoiling().of(bundle());
    String uri = place instanceof SpoiltBundle spoilt ? spoilt.path() + "" : place + "";

    Throwable thrown = catchThrowable(() -> release(uri));

    assertThat(thrown).isInstanceOf(BundleRefusedException.class);
    assertThat(((BundleRefusedException) thrown).code())
        .as(thrown.getMessage())
        .isEqualTo(strange.code());
    assertThat(thrown.getMessage())
        .hasSizeLessThan(LONGEST_MESSAGE)
        .doesNotContainPattern("\\p{C}");
    assertThat(handles.open()).isZero();
  }

  @Test
  void theBundleBehindThemIsSound() throws Exception {
    SpoiltBundle bundle = StrangeReferences.watched(bundle());

    assertThat(release(bundle.path().toString()).reference()).isPresent();
    assertThat(release(bundle.zip(Map.of()).toString()).reference()).isPresent();
    assertThat(handles.open()).isZero();
  }

  private SpoiltBundle bundle() throws Exception {
    return new SpoiltBundle(Files.createDirectories(folder.resolve("models")).resolve("bundle"));
  }

  private Bundle release(String uri) throws Exception {
    BundleStore store =
        new BundleStore(
            new BundleRules(
                List.of(folder.resolve("models").toUri()),
                new BundleLimits(1 << 20, 1 << 20, 16 << 20, 16 << 20, 20),
                List.of(),
                S3Settings.defaults(),
                FetchTimes.defaults()),
            folder.resolve("cache"),
            1L << 30);
    Bundle bundle = store.fetch(uri, Optional.empty());
    new ModelGate(
            new OnnxRuntime(handles),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(64L << 20),
            handles,
            Duration.ofMillis(300))
        .admit(bundle, LanePlan.cpu(2, 2), 2)
        .model()
        .close();
    return bundle;
  }
}
