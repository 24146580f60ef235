package io.saccade.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The schema files of this module, as they lie beside the code. */
record Avsc(String name, Path path) {

  private static final Path CURRENT = Path.of("src/main/avro");
  private static final Path RELEASED = Path.of("src/main/released");

  static List<Avsc> current() {
    return in(CURRENT);
  }

  /** Every released version, oldest first. */
  List<Avsc> released() {
    Path directory = RELEASED.resolve(name);
    return Files.isDirectory(directory)
        ? in(directory).stream().sorted((a, b) -> Integer.compare(a.number(), b.number())).toList()
        : List.of();
  }

  private int number() {
    return Integer.parseInt(name.substring(1));
  }

  Schema schema() {
    try {
      return new Schema.Parser().parse(path.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<Avsc> in(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".avsc"))
          .map(file -> new Avsc(file.getFileName().toString().replace(".avsc", ""), file))
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
