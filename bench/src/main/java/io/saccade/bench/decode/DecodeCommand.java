package io.saccade.bench.decode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.bench.pipeline.Images;
import io.saccade.bench.results.ResultOptions;
import io.saccade.bench.results.TrialOptions;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.Preprocessing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code saccade bench decode}. */
@Command(
    name = "decode",
    description = {
      "Measures the way from encoded bytes to the model's input.",
      "",
      "That is everything that happens to an image before the model: the gate in Java, decoding, "
          + "resizing, normalising into the tensor. By format and size of the images, on one "
          + "thread and on as many as cores, against ImageIO and Java 2D's bilinear filter, all in "
          + "turns. MB/s are encoded bytes.",
      "",
      "One thread is not quite one core, for the JVM collects ImageIO's garbage on others; put "
          + "`taskset -c 0` before the command for that."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench decode",
      "  saccade bench decode --images photos/ --model bundles/mobilenet",
      "  saccade bench decode --rounds 1 --seconds 0.1 --format json",
    })
public final class DecodeCommand implements Callable<Integer> {

  private static final int DEFAULT_SIDE = 224;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "The images (default: drawn ones, JPEG and PNG).")
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description =
          "Preprocess as this model wants it (default: torchvision's way, 224 x 224 pixels).")
  private Optional<Path> model = Optional.empty();

  @Mixin private TrialOptions trials = new TrialOptions();

  @Mixin private ResultOptions output = new ResultOptions();

  @Override
  public Integer call()
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    trials.check();
    Preprocessing preprocessing = preprocessing();
    List<ImageClass> classes =
        images.isPresent()
            ? ImageClass.of(Images.of(images.get(), preprocessing))
            : ImageClass.drawn();
    Duration time = trials.time();
    List<DecodeRow> rows =
        new DecodeRun(preprocessing, trials.rounds(), time)
            .measure(classes, Runtime.getRuntime().availableProcessors());
    print(rows);
    output.write("decode", rows);
    return 0;
  }

  private Preprocessing preprocessing() throws BundleRefusedException {
    return model.isPresent()
        ? Bundle.read(model.get()).manifest().input().preprocessing()
        : Preprocessing.torchvision(DEFAULT_SIDE);
  }

  private void print(List<DecodeRow> rows) throws IOException {
    PrintWriter writer = spec.commandLine().getOut();
    if (output.json()) {
      ObjectMapper json = new ObjectMapper();
      for (DecodeRow row : rows) {
        writer.println(json.writeValueAsString(row));
      }
    } else {
      writer.printf(
          "%n%-6s %-12s %7s %7s %8s %10s %18s %8s %10s %8s%n",
          "",
          "",
          "images",
          "kB",
          "threads",
          "images/s",
          "least to most",
          "MB/s",
          "ImageIO",
          "times");
      rows.forEach(row -> writer.println(text(row)));
    }
    writer.flush();
  }

  private static String text(DecodeRow row) {
    return String.format(
        Locale.ROOT,
        "%-6s %-12s %7d %7.0f %8d %10.1f %18s %8.1f %10s %8s",
        row.format(),
        row.size(),
        row.images(),
        row.imageBytes() / 1000.0,
        row.threads(),
        row.rate(),
        String.format(Locale.ROOT, "%.1f to %.1f", row.least(), row.most()),
        row.megabytes(),
        row.imageIo() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", row.imageIo()),
        row.imageIo() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", row.rate() / row.imageIo()));
  }
}
