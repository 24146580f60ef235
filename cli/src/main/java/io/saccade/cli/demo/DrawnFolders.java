package io.saccade.cli.demo;

import io.saccade.cli.console.StopSignal;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeColor;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** Drawn images as people keep theirs: files in a folder for each colour. */
final class DrawnFolders {

  /** Another than that of the events: none of these is ever sent. */
  private static final long SEED = 7;

  private static final ShapeImages JPEGS = images(ImageFormat.JPEG);
  private static final ShapeImages PNGS = images(ImageFormat.PNG);

  private DrawnFolders() {}

  /**
   * Draws images of the size and in the formats that events have.
   *
   * @param stop where it is asked, what is still to be drawn is not
   * @return the images in the order of their numbers, relative to the folder
   */
  static List<Path> draw(Path folder, int count, Progress progress, StopSignal stop)
      throws IOException {
    for (String color : ShapeColor.labels()) {
      Files.createDirectories(folder.resolve(color));
    }
    progress.tell(new TrainingEvent.Stage("Draw images to learn from", count, "images"));
    Tally tally = new Tally(progress);
    try {
      return LongStream.range(0, count)
          .parallel()
          .filter(number -> !stop.isAsked())
          .mapToObj(
              number -> {
                Path file = write(folder, number);
                tally.step();
                return folder.relativize(file);
              })
          .toList();
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Path write(Path folder, long number) {
    boolean jpeg = number % 2 == 0;
    ShapeImage image = (jpeg ? JPEGS : PNGS).draw(number);
    Path file =
        folder
            .resolve(image.color().label())
            .resolve("%05d.%s".formatted(number, jpeg ? "jpg" : "png"));
    try {
      return Files.write(file, image.encoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ShapeImages images(ImageFormat format) {
    return new ShapeImages(SEED, DrawnEvents.WIDTH, DrawnEvents.HEIGHT, format);
  }

  /** Counts what several threads have done, so that the count never seems to fall. */
  private static final class Tally {

    private final Progress progress;
    private long done;

    Tally(Progress progress) {
      this.progress = progress;
    }

    synchronized void step() {
      done++;
      progress.tell(new TrainingEvent.Step(done));
    }
  }
}
