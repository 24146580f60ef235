package io.saccade.bench.train;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.trainer.data.DataRefusedException;
import io.saccade.trainer.data.ImageSource;
import io.saccade.trainer.data.Listing;
import io.saccade.trainer.data.Part;
import io.saccade.trainer.data.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Data sets put together out of others: files, and a list that says what they show. */
final class ListedImages {

  private record Line(Sample sample, String label, String part) {}

  private ListedImages() {}

  /**
   * Training images from one place and test images from another.
   *
   * @param name of the list
   */
  static Path joined(Path folder, String name, Path training, Path test)
      throws CommandFailedException, IOException {
    List<Line> lines = new ArrayList<>();
    Listing learned = list(training);
    for (Sample sample : learned.samples()) {
      if (sample.given() == null || sample.given() == Part.TRAINING) {
        lines.add(new Line(sample, learned.classes().get(sample.label()), "train"));
      }
    }
    Listing tested = list(test);
    for (Sample sample : tested.samples()) {
      lines.add(new Line(sample, tested.classes().get(sample.label()), "test"));
    }
    return written(folder, name, lines);
  }

  /** The same images, under labels that have been dealt out anew. */
  static Path shuffled(Path folder, Path images, long seed)
      throws CommandFailedException, IOException {
    Listing listing = list(images);
    List<Integer> labels = new ArrayList<>();
    listing.samples().forEach(sample -> labels.add(sample.label()));
    Collections.shuffle(labels, new Random(seed));
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      String label = listing.classes().get(labels.get(i));
      lines.add(new Line(listing.samples().get(i), label, ""));
    }
    return written(folder, "shuffled-" + seed, lines);
  }

  private static Listing list(Path images) throws CommandFailedException, IOException {
    try {
      return ImageSource.at(images).list();
    } catch (DataRefusedException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Path written(Path folder, String name, List<Line> lines) throws IOException {
    Path list = folder.resolve(name + ".csv");
    if (Files.exists(list)) {
      return list;
    }
    Path files = Files.createDirectories(folder.resolve(name));
    List<String> text = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Path file = files.resolve("%06d".formatted(i));
      Files.write(file, line.sample().read());
      text.add("%s/%06d,%s,%s".formatted(name, i, line.label(), line.part()));
    }
    return Files.write(list, text);
  }
}
