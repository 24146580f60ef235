package io.saccade.bench.latency;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.Golden;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.bundle.Manifest;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.ModelGate;
import io.saccade.processor.serving.ModelGate.Admission;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Versions of a model that take long to load: each has so many golden images of the size of a
 * camera's photograph that decoding and running them, which the gate does on one thread before a
 * version serves, takes as long as is asked for. Their arithmetic is the model's own.
 */
final class SlowVersions {

  private static final int WIDTH = 4000;
  private static final int HEIGHT = 3000;

  /** A bundle holds 256 files: two an image, and its own. */
  private static final int MOST_IMAGES = 120;

  private static final int PROBES = 4;
  private static final long DECODE_BYTES = 512L << 20;

  private final Bundle bundle;
  private final List<Golden> golden;

  private SlowVersions(Bundle bundle, List<Golden> golden) {
    this.bundle = bundle;
    this.golden = golden;
  }

  /** A version that was written. */
  record Version(String name, Path path, String sha256) {}

  /**
   * Finds out how many golden images it takes.
   *
   * @param load how long a load is to last on a machine that does nothing else; at most 120 images
   */
  static SlowVersions of(Bundle bundle, Duration load) throws CommandFailedException {
    try {
      ModelGate gate = gate();
      Golden one =
          gate.golden(bundle, List.of(new ModelGate.Sample("photograph", photograph()))).get(0);
      Bundle probe = bundle.withGolden(copies(one, PROBES));
      Duration unused = goldenTime(gate, probe);
      double each = goldenTime(gate, probe).toNanos() / (double) PROBES;
      int count = (int) Math.max(1, Math.min(MOST_IMAGES, Math.round(load.toNanos() / each)));
      return new SlowVersions(bundle, copies(one, count));
    } catch (BundleRefusedException e) {
      throw new CommandFailedException("the model cannot be loaded: " + e.getMessage(), e);
    }
  }

  int goldenImages() {
    return golden.size();
  }

  /** Writes a version into a folder of its own. */
  Version write(Path folder, String name) throws CommandFailedException {
    Manifest manifest = bundle.manifest();
    try {
      Bundle version =
          Bundle.of(
                  new ModelDeclaration(
                      manifest.name(),
                      name,
                      manifest.family(),
                      manifest.input(),
                      manifest.output(),
                      manifest.features()),
                  bundle.model(),
                  bundle.labels())
              .withGolden(golden)
              // Of versions that differ in their names alone only the first is tried.
              .withFiles(Map.of("swap.txt", name.getBytes(StandardCharsets.UTF_8)));
      Path path = folder.resolve(manifest.name()).resolve(name);
      BundleWriter.write(version, path, IfPresent.REFUSE);
      return new Version(name, path, version.sha256());
    } catch (BundleRefusedException | IOException e) {
      throw new CommandFailedException("a version cannot be written: " + e.getMessage(), e);
    }
  }

  private static ModelGate gate() {
    NativeHandles handles = new NativeHandles();
    return new ModelGate(
        new OnnxRuntime(handles),
        new ImageGate(ImageLimits.defaults()),
        new DecodeBudget(DECODE_BYTES),
        handles);
  }

  private static Duration goldenTime(ModelGate gate, Bundle bundle) throws BundleRefusedException {
    Admission admission = gate.admit(bundle, LanePlan.single(), 1);
    admission.model().close();
    return admission.report().steps().stream()
        .filter(step -> step.name().equals("golden"))
        .findFirst()
        .orElseThrow()
        .took();
  }

  private static List<Golden> copies(Golden one, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            number ->
                new Golden(
                    "photograph-%03d".formatted(number),
                    one.encoded(),
                    one.tensorSha256(),
                    one.probabilities()))
        .toList();
  }

  /** A large picture that packs well: PNG is decoded whole, however small it is to become. */
  private static byte[] photograph() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(
        new GradientPaint(0, 0, new Color(20, 60, 200), WIDTH, HEIGHT, new Color(250, 180, 40)));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setColor(new Color(220, 30, 30));
    graphics.fillOval(WIDTH / 3, HEIGHT / 3, HEIGHT / 3, HEIGHT / 3);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Without a stream of its own ImageIO would go through a temporary file.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** So many of them. */
  List<Version> write(Path folder, int count) throws CommandFailedException {
    List<Version> versions = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      versions.add(write(folder, "swap-" + number));
    }
    return versions;
  }
}
