package io.saccade.cli.train;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.FileTree;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Images of a topic as a data set in files: a hidden folder beside the bundle to be, which is there
 * for as long as it is trained.
 *
 * @param path the folder
 */
record SavedImages(Path path) {

  /** Says that the folder is ours to delete. */
  private static final String MARK = "saccade-images";

  /** The folder of the training that writes its bundle here. */
  static SavedImages beside(Path out) {
    Path place = out.toAbsolutePath().normalize();
    return new SavedImages(place.resolveSibling("." + place.getFileName() + ".images"));
  }

  /**
   * Begins anew.
   *
   * @throws CommandFailedException if something else lies there
   */
  void begin() throws IOException, CommandFailedException {
    if (Files.exists(path) && !isOurs()) {
      throw new CommandFailedException(
          "%s is in the way: the topic's images are to be kept there. Move it, or choose another --out."
              .formatted(path));
    }
    delete();
    Files.createDirectories(path);
    Files.createFile(path.resolve(MARK));
  }

  /** Removes it with all that is in it, where it is ours. */
  void delete() throws IOException {
    if (isOurs()) {
      FileTree.delete(path);
    }
  }

  private boolean isOurs() {
    return Files.isRegularFile(path.resolve(MARK));
  }

  /** The file that lists a topic's images with their labels. */
  Path listing(String topic) {
    return path.resolve(topic + ".csv");
  }

  /** Writes the file that lists them, image by image. */
  Listing write(String topic) throws IOException {
    BufferedWriter csv = Files.newBufferedWriter(listing(topic));
    csv.write("path,label\n");
    return new Listing(path, csv);
  }

  /** A list of images that grows. For one thread. */
  static final class Listing implements AutoCloseable {

    private final Path folder;
    private final BufferedWriter csv;

    private Listing(Path folder, BufferedWriter csv) {
      this.folder = folder;
      this.csv = csv;
    }

    /**
     * Saves an image.
     *
     * @param name a path of its own below the folder
     * @param label without line breaks
     */
    void add(String name, String label, ByteBuffer image) throws IOException {
      Path file = folder.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      try (FileChannel out =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = image.duplicate();
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      csv.write("%s,\"%s\"\n".formatted(name, label.replace("\"", "\"\"")));
    }

    @Override
    public void close() throws IOException {
      csv.close();
    }
  }
}
