package io.saccade.cli.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The pretrained models that can be fetched by name, with the hashes that they must have.
 *
 * @param entries in the order of the list
 */
record Catalogue(List<Entry> entries) {

  private static final int COLUMNS = 6;

  Catalogue {
    entries = List.copyOf(entries);
  }

  /**
   * A model.
   *
   * @param name how it is asked for
   * @param bytes how long the file is
   * @param sha256 the file's hash, 64 lower-case hexadecimal digits
   * @param licence its SPDX name
   * @param preprocess the preset of its images; empty where nobody says
   * @param path where the model zoo and mirrors of it keep the file
   */
  record Entry(
      String name, long bytes, String sha256, String licence, String preprocess, String path) {

    /** What the file is called. */
    String file() {
      return name + ".onnx";
    }

    private static Entry parse(String line) {
      String[] cells = line.split(",", -1);
      if (cells.length != COLUMNS) {
        throw new IllegalStateException("catalogue.csv: not %d cells: %s".formatted(COLUMNS, line));
      }
      return new Entry(cells[0], Long.parseLong(cells[1]), cells[2], cells[3], cells[4], cells[5]);
    }
  }

  /** The list that comes with Saccade. */
  static Catalogue ours() {
    InputStream list = Catalogue.class.getResourceAsStream("catalogue.csv");
    if (list == null) {
      throw new IllegalStateException("catalogue.csv is missing from the jar");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
      return new Catalogue(
          lines.lines().filter(line -> !line.startsWith("#")).skip(1).map(Entry::parse).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("the jar cannot be read", e);
    }
  }

  /** The model of this name. */
  Optional<Entry> named(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** The names that have some of the same letters in front, or all of them where none has. */
  List<String> like(String name) {
    List<String> names = entries.stream().map(Entry::name).toList();
    String start = name.substring(0, Math.min(3, name.length()));
    List<String> near = names.stream().filter(other -> other.startsWith(start)).toList();
    return near.isEmpty() ? names : near;
  }
}
