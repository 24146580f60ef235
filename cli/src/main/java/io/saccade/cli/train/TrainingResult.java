package io.saccade.cli.train;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.model.LocalModels;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.processor.serving.Device;
import io.saccade.processor.serving.Placement;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.recipe.ResultPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * A bundle that the processor's gate let in, in its place.
 *
 * @param predictions what it made of each image that it did not learn from, as CSV
 * @param validation the share of the validation images that it is right on
 * @param test the same of the test images, NaN where there are none
 */
record TrainingResult(
    Path bundle, String sha256, Path report, Path predictions, double validation, double test) {

  /**
   * Puts a finished bundle through the gate, and then in its place.
   *
   * @throws BundleRefusedException where the gate does; nothing is in its place then
   */
  static TrainingResult admitted(
      TrainingEvent.Finished finished, ResultPlan plan, IfPresent ifPresent)
      throws BundleRefusedException, IOException {
    Bundle bundle = Bundle.read(finished.bundle());
    LocalModels models = new LocalModels();
    Placement placement = models.place(Device.AUTO, bundle);
    models
        .admit(
            bundle, placement, placement.defaultPlan(Runtime.getRuntime().availableProcessors()), 1)
        .model()
        .close();
    place(finished.report(), plan.report());
    place(finished.predictions(), plan.predictions());
    BundleWriter.write(bundle, plan.out(), ifPresent);
    return new TrainingResult(
        plan.out(),
        bundle.sha256(),
        plan.report(),
        plan.predictions(),
        finished.validationAccuracy(),
        finished.testAccuracy());
  }

  /** Whole or not at all, as the bundle. */
  private static void place(Path from, Path to) throws IOException {
    Path place = to.toAbsolutePath();
    Path draft = place.resolveSibling("." + place.getFileName() + ".new");
    Files.createDirectories(place.resolveSibling(""));
    try {
      Files.copy(from, draft, StandardCopyOption.REPLACE_EXISTING);
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  void print(PrintWriter out, OutputFormat format) {
    if (format == OutputFormat.JSON) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("bundle", bundle.toString())
          .put("sha256", sha256)
          .put("report", report.toString())
          .put("predictions", predictions.toString())
          .put("validationAccuracy", validation);
      if (!Double.isNaN(test)) {
        node.put("testAccuracy", test);
      }
      out.println(node);
      return;
    }
    row(out, "bundle", bundle.toString());
    row(out, "sha256", sha256);
    row(out, "report", report.toString());
    row(out, "predictions", predictions.toString());
    row(out, "validation", TrainingView.percent(validation) + " right");
    if (!Double.isNaN(test)) {
      row(out, "test", TrainingView.percent(test) + " right");
    }
    row(out, "try", "saccade classify --model " + bundle + " IMAGE");
  }

  private static void row(PrintWriter out, String name, String text) {
    out.println(String.format(Locale.ROOT, "%-14s %s", name, text));
  }
}
