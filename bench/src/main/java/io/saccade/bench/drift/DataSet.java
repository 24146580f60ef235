package io.saccade.bench.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.trainer.data.DataRefusedException;
import io.saccade.trainer.data.ImageSource;
import io.saccade.trainer.data.Listing;
import io.saccade.trainer.data.Part;
import io.saccade.trainer.data.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Images that a model was not trained on, with their true classes.
 *
 * @param name for people
 * @param bundle the model
 * @param images in a fixed order
 */
record DataSet(String name, Bundle bundle, List<Labelled> images) {

  /**
   * One image.
   *
   * @param encoded as it came
   * @param truth the index of its class among the bundle's labels
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Labelled(byte[] encoded, Picture picture, int truth) {}

  DataSet {
    images = List.copyOf(images);
  }

  /**
   * Reads the test images of a source; of one that names no parts, all.
   *
   * @param most at most so many, spread over what there is
   */
  static DataSet read(String name, Bundle bundle, Path source, int most)
      throws CommandFailedException, IOException {
    Listing listing = listing(source);
    List<Sample> samples =
        listing.samples().stream()
            .filter(sample -> sample.given() == null || sample.given() == Part.TEST)
            .toList();
    boolean grey = bundle.manifest().input().preprocessing().channels() == 1;
    int count = Math.min(most, samples.size());
    List<Labelled> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Sample sample = samples.get((int) ((long) i * samples.size() / count));
      byte[] encoded = sample.read();
      int truth = bundle.labels().indexOf(listing.classes().get(sample.label()));
      if (truth < 0) {
        throw new CommandFailedException(
            "%s is of a class that the model does not have".formatted(sample.name()));
      }
      images.add(new Labelled(encoded, Picture.decoded(encoded, grey), truth));
    }
    return new DataSet(name, bundle, images);
  }

  int size() {
    return images.size();
  }

  /** How many channels its images have. */
  int channels() {
    return images.get(0).picture().channels();
  }

  private static Listing listing(Path source) throws CommandFailedException, IOException {
    try {
      return ImageSource.at(source).list();
    } catch (DataRefusedException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
