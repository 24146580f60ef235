package io.saccade.trainer.data;

import io.saccade.trainer.data.DataRefusedException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where labelled images come from. */
public interface ImageSource {

  /**
   * What there is. Files that cannot be samples are left out with their reason; whether the others
   * are sound images is the business of {@link Inspection}.
   *
   * @throws DataRefusedException if what there is, is not what this source reads
   * @throws IOException if the folder or the list itself cannot be read
   */
  Listing list() throws DataRefusedException, IOException;

  /**
   * The source that reads what is at the path: a CSV file of path and label, a folder with MNIST's
   * IDX files or with CIFAR-10's binary batches, or a folder or zip of class-named folders.
   *
   * @throws DataRefusedException if there is neither a folder nor such a file
   */
  static ImageSource at(Path path) throws DataRefusedException, IOException {
    if (Files.isDirectory(path)) {
      if (IdxFiles.areIn(path)) {
        return new IdxFiles(path);
      }
      return CifarBatches.areIn(path) ? new CifarBatches(path) : new ClassFolders(path);
    }
    if (!Files.exists(path)) {
      throw new DataRefusedException(Fault.SOURCE, "There is no data set at %s.".formatted(path));
    }
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return new CsvListing(path);
    }
    if (name.endsWith(".zip")) {
      return new ZippedFolders(path);
    }
    throw new DataRefusedException(
        Fault.SOURCE,
        "%s is neither a folder, nor a .zip of one, nor a .csv file of path,label."
            .formatted(path));
  }
}
