package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.shapes.ColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which model classifies which images. */
public final class WorkloadOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description =
          "The model's bundle, a folder or a zip; several of them are measured one after the "
              + "other (default: the small drawn-shapes model).")
  private List<Path> models = new ArrayList<>();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "The images; events go round them (default: drawn ones).")
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--image-size",
      paramLabel = "N",
      defaultValue = "256",
      description = "The side of drawn images in pixels (default: ${DEFAULT-VALUE}).")
  private int imageSize;

  @Option(
      names = "--image-bytes",
      paramLabel = "N",
      description = "Draw images so large that each has about so many bytes as a JPEG.")
  private Optional<Integer> imageBytes = Optional.empty();

  /**
   * Refuses sizes that no image can have.
   *
   * @throws ParameterException naming the option
   */
  public void check() {
    requireAtLeast("--image-size", imageSize, 16);
    imageBytes.ifPresent(bytes -> requireAtLeast("--image-bytes", bytes, 2_000));
  }

  /** Draws images of about so many bytes from now on. */
  void draw(int bytes) {
    imageBytes = Optional.of(bytes);
  }

  /** Whether the images are a folder's. */
  public boolean hasFolder() {
    return images.isPresent();
  }

  /**
   * Where the bundles are: those that are named, or the drawn-shapes model, written to the folder.
   */
  public List<Path> bundles(Path folder) throws IOException {
    if (!models.isEmpty()) {
      return models;
    }
    Path colors = folder.resolve("colors");
    if (!Files.exists(colors)) {
      BundleWriter.write(ColorModel.bundle("1"), colors, IfPresent.REFUSE);
    }
    return List.of(colors);
  }

  /**
   * What a bundle is measured with.
   *
   * @param events how many images one measurement classifies
   * @param partitions of the topic of events
   */
  public Workload workload(Path bundlePath, int events, int partitions)
      throws IOException, CommandFailedException, BundleRefusedException {
    Bundle bundle = Bundle.read(bundlePath);
    List<byte[]> encoded = images(bundle.manifest().input().preprocessing());
    return new Workload(bundle, bundlePath, encoded, events, partitions);
  }

  /** The images, without those of a folder that would be refused. */
  public List<byte[]> images(Preprocessing preprocessing)
      throws IOException, CommandFailedException {
    if (images.isPresent()) {
      return Images.of(images.get(), preprocessing);
    }
    return imageBytes.isPresent() ? Images.ofAbout(imageBytes.get()) : Images.drawn(imageSize);
  }

  private void requireAtLeast(String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), "%s must be at least %d, but was %d".formatted(option, least, value));
    }
  }
}
