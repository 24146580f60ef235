package io.saccade.processor;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.processor.onnx.OnnxDevices;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelGate;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.tuning.Tuner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** PLACEHOLDER until F's loader. */
final class VersionAdmission {

  private final ProcessorSettings settings;
  private final NativeHandles handles;
  private final DecodeBudget budget;
  private final Consumer<String> told;
  private @Nullable LanePlan plan;

  VersionAdmission(
      ProcessorSettings settings, MemoryPlan memory, NativeHandles handles, Consumer<String> told) {
    this.settings = settings;
    this.handles = handles;
    this.budget = new DecodeBudget(memory.decodeBytes());
    this.told = told;
  }

  LoadedModel admit(Bundle bundle) throws BundleRefusedException, InterruptedException {
    Placement placement = OnnxDevices.place(settings.device(), bundle);
    OnnxRuntime runtime = new OnnxRuntime(handles, placement, settings.gpu());
    LanePlan known = plan;
    if (known == null) {
      known =
          new PlanChoice(settings, placement, new Tuner(runtime, budget, handles), runtime.version())
              .of(bundle, told);
      plan = known;
    }
    ModelGate gate =
        new ModelGate(
            runtime,
            new ImageGate(settings.imageLimits()),
            budget,
            handles,
            settings.lookAhead().deadline().dividedBy(2));
    return gate.admit(bundle, known, known.batchesInUse()).model();
  }
}
