package io.saccade.bench.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The results of one command, as its file keeps them.
 *
 * @param command what reproduces them
 * @param date when they were measured, as {@code 2026-11-22}
 * @param machine where they were measured
 * @param rows one a measurement
 * @param <T> a record with the components of a row
 */
public record Measured<T>(String command, String date, Machine machine, List<T> rows) {

  private static final String SUFFIX = ".json";

  /** Copies the rows. */
  public Measured {
    rows = List.copyOf(rows);
  }

  /** Results that were measured today on this machine. */
  public static <T> Measured<T> here(String command, List<T> rows) {
    return new Measured<>(command, LocalDate.now(ZoneOffset.UTC).toString(), Machine.here(), rows);
  }

  /** Whether a folder has results of this name. */
  public static boolean exists(Path folder, String name) {
    return Files.isRegularFile(folder.resolve(name + SUFFIX));
  }

  /** Reads the results of this name. */
  public static <T> Measured<T> read(Path folder, String name, Class<T> row) throws IOException {
    ObjectMapper json = json();
    return json.readValue(
        folder.resolve(name + SUFFIX).toFile(),
        json.getTypeFactory().constructParametricType(Measured.class, row));
  }

  /**
   * Writes the results under this name, making the folder if need be and replacing what was there.
   *
   * @return the file
   */
  public Path write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name + SUFFIX);
    Files.writeString(file, json().writeValueAsString(this) + "\n");
    return file;
  }

  private static ObjectMapper json() {
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  }
}
