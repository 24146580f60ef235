package io.saccade.cli.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.Progress;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.layers.LayerReading;
import io.saccade.trainer.layers.LayerWalk;
import io.saccade.trainer.page.Shown;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade model layers`. */
@Command(
    name = "layers",
    description = {
      "Draws what every layer of a model makes of an image.",
      "",
      "The page needs no network: shapes, ranges, the first feature maps of every layer, and the "
          + "labels in the end. The figures are printed as well."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade model layers models/digits five.png",
      "  saccade model layers resnet50.zip cat.jpg --maps 16 --out cat.html"
    })
final class LayersCommand implements Callable<Integer> {

  private static final String PAGE = "layers.html";
  private static final int MOST_MAPS = 1024;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "BUNDLE", description = "The bundle: a folder or a zip.")
  private Path bundle = Path.of("");

  @Parameters(index = "1", paramLabel = "IMAGE", description = "The image, a file.")
  private Path image = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = PAGE,
      description = "Where to write the page: a file, or a folder (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("");

  @Option(
      names = "--maps",
      paramLabel = "N",
      defaultValue = "12",
      description = "How many feature maps of a layer to draw (default: ${DEFAULT-VALUE}).")
  private int maps;

  @Option(names = "--force", description = "Replace a page that is there already.")
  private boolean force;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call()
      throws IOException,
          CommandFailedException,
          BundleRefusedException,
          TrainingFailedException,
          InterruptedException {
    if (maps < 1 || maps > MOST_MAPS) {
      throw new ParameterException(
          spec.commandLine(), "--maps must be from 1 to %d, but was %d".formatted(MOST_MAPS, maps));
    }
    Path page = Files.isDirectory(out) ? out.resolve(PAGE) : out;
    if (Files.exists(page) && !force) {
      throw new CommandFailedException(
          page + " exists already; choose another --out, or add --force");
    }
    LayerWalk walk = LayerWalk.through(Bundle.read(bundle));
    List<LayerReading> readings;
    try (Progress progress = Progress.of("layers", walk.size(), "layers")) {
      readings = walk.draw(sample(), maps, page, progress::reach);
    }
    print(readings);
    spec.commandLine().getErr().println("saccade: drawn in " + page);
    return 0;
  }

  private Sample sample() {
    return new Sample(
        String.valueOf(image.getFileName()),
        0,
        null,
        most -> {
          try (InputStream in = Files.newInputStream(image)) {
            return in.readNBytes(most);
          }
        });
  }

  private void print(List<LayerReading> readings) {
    PrintWriter printer = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      readings.forEach(reading -> printer.println(json(reading)));
      return;
    }
    printer.printf(
        "%4s  %-20s %-22s %10s %10s %10s %8s  %s%n",
        "", "operator", "shape", "least", "most", "mean", "zeros", "value");
    for (LayerReading reading : readings) {
      printer.printf(
          "%4d  %-20s %-22s %10s %10s %10s %8s  %s%n",
          reading.layer().number(),
          reading.layer().operator(),
          reading.shape(),
          Shown.number(reading.least()),
          Shown.number(reading.most()),
          Shown.number(reading.mean()),
          Shown.percent(reading.zeros()),
          reading.layer().value().replaceAll("\\p{C}", "?"));
    }
  }

  private static ObjectNode json(LayerReading reading) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("number", reading.layer().number())
            .put("operator", reading.layer().operator())
            .put("node", reading.layer().node())
            .put("value", reading.layer().value());
    ArrayNode shape = node.putArray("shape");
    reading.dims().forEach(shape::add);
    put(node, "least", reading.least());
    put(node, "most", reading.most());
    put(node, "mean", reading.mean());
    put(node, "zeros", reading.zeros());
    return node.put("notFinite", reading.notFinite());
  }

  /** JSON has no word for what is not a number. */
  private static void put(ObjectNode node, String field, double value) {
    if (Double.isFinite(value)) {
      node.put(field, value);
    } else {
      node.putNull(field);
    }
  }
}
