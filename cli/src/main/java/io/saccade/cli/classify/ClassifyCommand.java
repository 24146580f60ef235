package io.saccade.cli.classify;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.files.ImageFiles;
import io.saccade.cli.files.InOrder;
import io.saccade.cli.model.DeviceConverter;
import io.saccade.cli.model.LocalModels;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.serving.Device;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LocalClassifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade classify`. */
@Command(
    name = "classify",
    description = {
      "Labels images on this machine, without Kafka, exactly as the processor does.",
      "",
      "A file that is named is tried whatever is in it. Of a folder, every file below it is, "
          + "in the order of the paths, except texts and hidden files."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade classify --model models/resnet50/1 photo.jpg",
      "  saccade classify --model resnet50.zip --top 1 --format json photos/",
      "",
      "JSON is one line a file: {\"file\",\"labels\":[{\"index\",\"name\",\"probability\"}]}",
      "or {\"file\",\"error\":{\"code\",\"message\"}}.",
      "Exits with 1 where any file was refused; the others are labelled all the same."
    })
public final class ClassifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Image files, and folders of them.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      required = true,
      description = "The bundle: a folder or a zip, as `saccade model package` makes them.")
  private Path model = Path.of("");

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "5",
      description = "How many labels an image (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      converter = DeviceConverter.class,
      description =
          "Where to run the model: auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE}).")
  private Device device = Device.AUTO;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call()
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    if (top < 1) {
      throw new ParameterException(spec.commandLine(), "--top must be at least 1, but was " + top);
    }
    ImageFiles files = ImageFiles.of(paths);
    Bundle bundle = Bundle.read(model);
    int threads = Runtime.getRuntime().availableProcessors();
    AtomicInteger refused = new AtomicInteger();
    LocalModels models = new LocalModels();
    try (LocalClassifier classifier =
        new LocalClassifier(
            models
                .admit(bundle, models.place(device, bundle), LanePlan.single(), threads)
                .model())) {
      FileClassifier answers = new FileClassifier(classifier, top);
      InOrder.work(files.files(), threads, answers::classify, answer -> print(answer, refused));
    }
    summarise(files, refused.get());
    return refused.get() == 0 ? 0 : 1;
  }

  private void print(Answer answer, AtomicInteger refused) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(format == OutputFormat.JSON ? answer.json() : answer.line());
    if (answer instanceof Answer.Refused) {
      refused.incrementAndGet();
    }
  }

  private void summarise(ImageFiles files, int refused) {
    PrintWriter err = spec.commandLine().getErr();
    if (files.skipped() > 0) {
      err.println(files.skippedLine());
    }
    if (refused > 0) {
      err.println("saccade: %d of %d files were refused".formatted(refused, files.files().size()));
    }
  }
}
