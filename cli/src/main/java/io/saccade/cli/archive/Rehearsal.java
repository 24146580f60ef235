package io.saccade.cli.archive;

import io.saccade.cli.Main;
import io.saccade.cli.console.Exit;
import io.saccade.cli.sandbox.Sandbox;
import io.saccade.model.FileTree;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.settings.ProcessorSettings;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does once what commands do, in one process: a sandbox, a processor, an image that is published
 * and its prediction that is watched. Whoever archives classes learns from it which are needed.
 */
final class Rehearsal {

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int SIDE = 64;

  private final Path folder;
  private final Path bundle;
  private final Path image;

  private Rehearsal(Path folder) throws Exception {
    this.folder = folder;
    this.bundle = folder.resolve("bundle");
    this.image = folder.resolve("image.jpg");
    BundleWriter.write(ColorModel.bundle("1"), bundle, IfPresent.REFUSE);
    Files.write(image, new ShapeImages(1, SIDE, SIDE, ImageFormat.JPEG).draw(0).encoded());
  }

  public static void main(String[] args) {
    int code = 1;
    try {
      Path folder = Files.createTempDirectory("saccade-rehearsal-");
      try {
        new Rehearsal(folder).play();
        code = 0;
      } finally {
        FileTree.delete(folder);
      }
    } catch (Exception e) {
      LOG.error("the rehearsal failed", e);
    }
    Exit.with(code);
  }

  private void play() throws Exception {
    run("--help");
    run("publish", "--help");
    run("model", "inspect", bundle.toString());
    run("classify", "--model", bundle.toString(), image.toString());
    try (Sandbox sandbox = Sandbox.start(0, 0, folder.resolve("sandbox"))) {
      List<String> at =
          List.of("--bootstrap", sandbox.bootstrap(), "--registry", sandbox.registry());
      try (SaccadeProcessor processor = SaccadeProcessor.start(settings(sandbox))) {
        if (!processor.awaitRunning(SOON)) {
          throw new IllegalStateException("the processor does not run within " + SOON);
        }
        run(at, "publish", image.toString());
        run(at, "watch", "predictions", "--from-beginning", "--limit", "1");
      }
    }
  }

  private ProcessorSettings settings(Sandbox sandbox) throws Exception {
    return ProcessorSettings.load(
        null,
        Map.of(),
        Map.of(
            "bootstrap",
            sandbox.bootstrap(),
            "registry.url",
            sandbox.registry(),
            "model.bundle",
            bundle.toString(),
            "state.dir",
            folder.resolve("state").toString(),
            "topics.create",
            "true",
            "tuning",
            "fixed",
            "http.port",
            "0"));
  }

  private static void run(List<String> more, String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(more);
    run(all.toArray(String[]::new));
  }

  private static void run(String... args) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    int code = Main.run(nowhere, nowhere, args);
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", args) + " ended with " + code);
    }
  }
}
