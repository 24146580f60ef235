package io.saccade.cli.model;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.processor.onnx.OnnxDevices;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.ModelFailedException;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.tuning.GridReport;
import io.saccade.processor.tuning.Machine;
import io.saccade.processor.tuning.Tuner;
import io.saccade.processor.tuning.TuningMemory;
import io.saccade.processor.tuning.TuningOrder;
import io.saccade.processor.tuning.TuningReport;
import io.saccade.processor.tuning.TuningSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Tunes a bundle as the processor would with the same settings. */
final class LocalTuning {

  private final Bundle bundle;
  private final Machine machine;
  private final TuningSettings settings;
  private final TuningOrder order;
  private final Tuner tuner;

  /**
   * Reads the bundle that the settings name, and finds the device.
   *
   * @throws BundleRefusedException if the bundle is not sound, or the device not there
   */
  LocalTuning(ProcessorSettings settings) throws BundleRefusedException {
    NativeHandles handles = new NativeHandles();
    this.bundle = Bundle.read(settings.bundle().orElseThrow());
    Placement placement = OnnxDevices.place(settings.device(), bundle);
    OnnxRuntime runtime = new OnnxRuntime(handles, placement, settings.gpu());
    this.machine = Machine.here(placement, runtime.version());
    this.settings = settings.tuning();
    this.order =
        new TuningOrder(
            placement, machine.cores(), settings.tuning().latencyTarget(), settings.batchBytes());
    this.tuner = new Tuner(runtime, new DecodeBudget(settings.memoryBudget() / 4), handles);
  }

  Bundle bundle() {
    return bundle;
  }

  Machine machine() {
    return machine;
  }

  TuningReport tune() throws BundleRefusedException, InterruptedException {
    return tuner.tune(bundle, order, settings.budget());
  }

  /** Measures every point there is, so many times, and holds the chosen one against the best. */
  GridReport compare(TuningReport report, int rounds)
      throws BundleRefusedException, CommandFailedException, InterruptedException {
    try {
      return tuner.compare(bundle, order, report.chosen(), rounds);
    } catch (ModelFailedException e) {
      throw new CommandFailedException("the model cannot be run: " + e.getMessage(), e);
    }
  }

  /** Remembers the choice; returns where, or nothing where that is not possible. */
  Optional<Path> keep(TuningReport report) {
    TuningMemory memory = new TuningMemory(settings.folder(), machine);
    return report.isMeasured() && memory.keep(bundle, order, report, Instant.now())
        ? Optional.of(memory.file(bundle, order))
        : Optional.empty();
  }
}
