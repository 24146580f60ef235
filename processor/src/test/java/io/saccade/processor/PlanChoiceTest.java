package io.saccade.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.ModelLoader;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.tuning.Tuner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanChoiceTest {

  private static final LanePlan ENGINE =
      new LanePlan(3, 1, 0, Buckets.fine(8), Duration.ofMillis(50));

  private static final PlanChoice.Proof NOTHING = (bundle, plan) -> {};

  private final Bundle bundle = ColorModel.bundle("1");
  private final List<String> steps = new ArrayList<>();

  @TempDir private Path memory;

  private PlanChoice choice(Map<String, String> given) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("model.bundle", "b");
    settings.put("tuning", "fixed");
    settings.put("tuning.dir", memory.toString());
    settings.put("latency.target", "50ms");
    settings.putAll(given);
    NativeHandles handles = new NativeHandles();
    OnnxRuntime runtime = new OnnxRuntime(handles);
    ModelLoader loader =
        (loaded, plan) -> {
          steps.add("measured");
          return runtime.load(loaded, plan);
        };
    Tuner tuner = new Tuner(loader, new DecodeBudget(1 << 20), handles);
    return new PlanChoice(
        ProcessorSettings.load(null, Map.of(), settings), Placement.cpu("here"), tuner, "1");
  }

  @Test
  void leavesTheLanesOfAnEngineAsTheyAre() throws Exception {
    assertThat(choice(Map.of()).beside(bundle, ENGINE)).isEqualTo(ENGINE);
  }

  @Test
  void putsWhatIsFixedOverThePlanOfALaterVersionToo() throws Exception {
    assertThat(choice(Map.of("batch.size", "4")).beside(bundle, ENGINE))
        .isEqualTo(ENGINE.withBuckets(Buckets.fine(4)));
  }

  @Test
  void takesBatchesOfOneSizeThatNoMeasurementChangesWherePredictionsAreToBeTheSame()
      throws Exception {
    PlanChoice choice = choice(Map.of("deterministic", "true"));
    Buckets first = choice.of(bundle, NOTHING, what -> {}).buckets();
    assertThat(first.sizes()).hasSize(1);
    assertThat(choice.beside(bundle, ENGINE).buckets()).isEqualTo(first);
    assertThat(
            choice(Map.of("deterministic", "true", "batch.size", "5"))
                .of(bundle, NOTHING, what -> {})
                .buckets())
        .isEqualTo(Buckets.only(5));
  }

  @Test
  void measuresNothingThatHasNotProvedItself() throws Exception {
    PlanChoice choice = choice(Map.of("tuning", "auto", "tuning.budget", "100ms"));
    BundleRefusedException endless =
        new BundleRefusedException(RefusalCode.MODEL_LATENCY, "it does not end");
    assertThatThrownBy(
            () ->
                choice.of(
                    bundle,
                    (any, plan) -> {
                      throw endless;
                    },
                    what -> {}))
        .isSameAs(endless);
    assertThat(steps).isEmpty();

    LanePlan unused = choice.of(bundle, (any, plan) -> steps.add("proved"), what -> {});
    assertThat(steps).startsWith("proved", "measured").containsOnlyOnce("proved");
  }

  @Test
  void asksForNoProofWhereNothingIsMeasured() throws Exception {
    LanePlan unused = choice(Map.of()).of(bundle, (any, plan) -> steps.add("proved"), what -> {});
    assertThat(steps).isEmpty();
  }
}
