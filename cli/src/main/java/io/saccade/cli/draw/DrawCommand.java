package io.saccade.cli.draw;

import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeColor;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade draw`. */
@Command(
    name = "draw",
    description = {
      "Draws labelled images to try things with.",
      "",
      "Each shows one shape of one colour under noise, and lies in a folder that is named for the"
          + " colour. The same seed draws the same images."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade draw --out drawn --count 2000",
      "  saccade train --data drawn --arch small-cnn --image-size 16 --epochs 6 --out models/colors",
      "  saccade draw --out stream --count 500 --seed 2 && saccade publish --rate 10 stream"
    })
public final class DrawCommand implements Callable<Integer> {

  private static final int LEAST_SIDE = 16;
  private static final int LARGEST_SIDE = 4096;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where to write them; what is there of the same names is replaced.")
  private Path out = Path.of("");

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many to draw (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Tells series of images apart (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "96",
      description = "The side of an image, 16 to 4096 (default: ${DEFAULT-VALUE}).")
  private int size;

  @Override
  public Integer call() throws IOException {
    if (count < 1) {
      throw new ParameterException(
          spec.commandLine(), "--count must be at least 1, but was " + count);
    }
    if (size < LEAST_SIDE || size > LARGEST_SIDE) {
      throw new ParameterException(
          spec.commandLine(), "--size must be from 16 to 4096, but was " + size);
    }
    for (String color : ShapeColor.labels()) {
      Files.createDirectories(out.resolve(color));
    }
    draw();
    spec.commandLine()
        .getOut()
        .printf("drew %,d images of %d colours in %s%n", count, ShapeColor.values().length, out);
    return 0;
  }

  /** Half of them as JPEG and half as PNG, on all cores. */
  private void draw() throws IOException {
    List<ShapeImages> formats =
        List.of(
            new ShapeImages(seed, size, size, ImageFormat.JPEG),
            new ShapeImages(seed, size, size, ImageFormat.PNG));
    try {
      IntStream.range(0, count)
          .parallel()
          .forEach(number -> write(formats.get(number % 2).draw(number), number));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void write(ShapeImage image, int number) {
    String name = "%06d.%s".formatted(number, number % 2 == 0 ? "jpg" : "png");
    Path file = out.resolve(image.color().label()).resolve(name);
    try {
      Files.write(file, image.encoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
