package io.saccade.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.tuning.Tuner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlanChoiceTest {

  private static final LanePlan ENGINE =
      new LanePlan(3, 1, 0, Buckets.fine(8), Duration.ofMillis(50));

  private final Bundle bundle = ColorModel.bundle("1");

  private static PlanChoice choice(Map<String, String> given) throws Exception {
    Map<String, String> settings = new HashMap<>(given);
    settings.put("model.bundle", "b");
    settings.put("tuning", "fixed");
    settings.put("latency.target", "50ms");
    NativeHandles handles = new NativeHandles();
    Tuner tuner = new Tuner(new OnnxRuntime(handles), new DecodeBudget(1 << 20), handles);
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
    Buckets first = choice.of(bundle, what -> {}).buckets();
    assertThat(first.sizes()).hasSize(1);
    assertThat(choice.beside(bundle, ENGINE).buckets()).isEqualTo(first);
    assertThat(
            choice(Map.of("deterministic", "true", "batch.size", "5"))
                .of(bundle, what -> {})
                .buckets())
        .isEqualTo(Buckets.only(5));
  }
}
