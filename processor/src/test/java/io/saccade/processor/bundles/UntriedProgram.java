package io.saccade.processor.bundles;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.GpuSettings;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.ModelGate;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.trial.Trial;
import io.saccade.processor.trial.TrialSettings;
import io.saccade.processor.trial.TrialSite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** Loads a bundle as a processor does, in a process that may end over it. */
final class UntriedProgram {

  static final String LOADING = "loading";
  static final String REFUSED = "refused ";

  private UntriedProgram() {}

  /** Starts it; its output comes through {@link Process#getInputStream}. */
  static Process start(Path bundle, boolean tried) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + bundle.resolveSibling("crash.log"),
            "-cp",
            System.getProperty("java.class.path"),
            UntriedProgram.class.getName(),
            bundle.toString(),
            String.valueOf(tried))
        .redirectErrorStream(true)
        .start();
  }

  /** The arguments are the bundle, and whether it is tried first. */
  public static void main(String[] args) throws Exception {
    Bundle bundle = Bundle.read(Path.of(args[0]));
    LanePlan plan = LanePlan.cpu(2, 2);
    NativeHandles handles = new NativeHandles();
    System.out.println(LOADING);
    try {
      trial(Boolean.parseBoolean(args[1])).require(bundle, plan);
      new ModelGate(
              new OnnxRuntime(handles),
              new ImageGate(ImageLimits.defaults()),
              new DecodeBudget(64L << 20),
              handles)
          .admit(bundle, plan, 2)
          .model()
          .close();
      System.out.println("served");
    } catch (BundleRefusedException e) {
      System.out.println(REFUSED + e.code());
    }
  }

  private static Trial trial(boolean enabled) {
    return new Trial(
        new TrialSettings(enabled, Duration.ofSeconds(60), OptionalLong.empty()),
        new TrialSite(
            Placement.cpu("as the test wants it"),
            GpuSettings.defaults(),
            Duration.ofSeconds(60),
            ImageLimits.defaults()));
  }
}
