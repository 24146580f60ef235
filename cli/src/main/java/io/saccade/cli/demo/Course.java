package io.saccade.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a version of the demo's model is taught. The first one is taught in haste, so that the
 * second has something to be better at. Nothing is learned from the images that are set aside;
 * those of the second also say what is normal, for drift to be held against.
 */
enum Course {
  HASTY("1", 240, 2, 120, 0),
  THOROUGH("2", 1_200, 6, 300, 2_200);

  private final String version;
  private final int images;
  private final int epochs;
  private final int validation;
  private final int test;

  Course(String version, int images, int epochs, int validation, int test) {
    this.version = version;
    this.images = images;
    this.epochs = epochs;
    this.validation = validation;
    this.test = test;
  }

  /** The version that comes of it. */
  String version() {
    return version;
  }

  /** From how many images it is learned. */
  int images() {
    return images;
  }

  /** How often each of them is seen. */
  int epochs() {
    return epochs;
  }

  /** How many images all courses need together: they share them. */
  static int allImages() {
    int most = 0;
    for (Course course : values()) {
      most = Math.max(most, course.images + course.validation + course.test);
    }
    return most;
  }

  /**
   * Writes down which images are for what, as the trainer reads it.
   *
   * @param drawn the images, relative to the listing's folder, each in a folder named for its class
   */
  void write(Path listing, List<Path> drawn) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < images + validation + test; i++) {
      String part = i < images ? "train" : i < images + validation ? "validation" : "test";
      Path image = drawn.get(i);
      lines.add("%s,%s,%s".formatted(image, image.getName(0), part));
    }
    Files.write(listing, lines);
  }
}
