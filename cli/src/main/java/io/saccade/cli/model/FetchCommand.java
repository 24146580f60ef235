package io.saccade.cli.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade model fetch`. */
@Command(
    name = "fetch",
    description = {
      "Loads a well-known pretrained CNN, to be trained further or packaged.",
      "",
      "The file's size and SHA-256 are known beforehand and must be right. A load that was broken "
          + "off goes on where it ended."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade model fetch --list",
      "  saccade model fetch mobilenetv2-12 --out bases",
      "  saccade model fetch vgg16-12 --base-url https://mirror.example/onnx",
      "  saccade model fetch vgg16-12 --from /media/stick/vgg16-12.onnx"
    })
final class FetchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The model, as --list names it; it becomes NAME.onnx.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--list", description = "List the models that there are.")
  private boolean list;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder to put it into (default: the present one).")
  private Path out = Path.of("");

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "A mirror: a folder with NAME.onnx, or with the model zoo's folders.")
  private Optional<URI> mirror = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Take this file instead of the network, if it is the right one.")
  private Optional<Path> from = Optional.empty();

  @Option(names = "--force", description = "Replace another file of that name.")
  private boolean force;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() throws IOException, CommandFailedException {
    Catalogue catalogue = Catalogue.ours();
    if (list) {
      print(catalogue);
      return 0;
    }
    Fetch fetch = new Fetch(wanted(catalogue), out);
    requireHttp();
    if (!fetch.isThere()) {
      if (Files.exists(fetch.target()) && !force) {
        throw new CommandFailedException(
            "%s exists already and is another file; choose another --out, or add --force"
                .formatted(fetch.target()));
      }
      if (from.isPresent()) {
        fetch.copy(from.get());
      } else {
        fetch.load(mirror);
      }
    }
    print(fetch);
    return 0;
  }

  private Catalogue.Entry wanted(Catalogue catalogue) {
    String wanted =
        name.orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "NAME is missing; --list shows the models that there are"));
    return catalogue
        .named(wanted)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "there is no model %s; there are %s"
                        .formatted(wanted, String.join(", ", catalogue.like(wanted)))));
  }

  private void requireHttp() {
    mirror.ifPresent(
        url -> {
          String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
          if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new ParameterException(
                spec.commandLine(),
                "--base-url must be an address of http or https, but was " + url);
          }
        });
  }

  private void print(Fetch fetch) {
    Catalogue.Entry entry = fetch.entry();
    PrintWriter printer = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      printer.println(
          JsonNodeFactory.instance
              .objectNode()
              .put("name", entry.name())
              .put("file", fetch.target().toString())
              .put("bytes", entry.bytes())
              .put("sha256", entry.sha256()));
      return;
    }
    printer.println(fetch.target());
    if (!entry.preprocess().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("saccade: its images are prepared with --preprocess " + entry.preprocess());
    }
  }

  private void print(Catalogue catalogue) {
    PrintWriter printer = spec.commandLine().getOut();
    if (format == OutputFormat.TABLE) {
      printer.printf("%-24s %9s  %-13s %s%n", "name", "size", "licence", "--preprocess");
    }
    for (Catalogue.Entry entry : catalogue.entries()) {
      if (format == OutputFormat.JSON) {
        printer.println(
            JsonNodeFactory.instance
                .objectNode()
                .put("name", entry.name())
                .put("bytes", entry.bytes())
                .put("sha256", entry.sha256())
                .put("licence", entry.licence())
                .put("preprocess", entry.preprocess()));
      } else {
        String size = String.format(Locale.ROOT, "%.1f MB", entry.bytes() / 1e6);
        printer.printf(
            "%-24s %9s  %-13s %s%n", entry.name(), size, entry.licence(), entry.preprocess());
      }
    }
  }
}
