package io.saccade.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the photographs, models and odd files that lie beside the repository, in {@code
 * ../shared/data}; the system property {@code saccade.test.data} names another place. A test that
 * asks for one that is absent is skipped with its reason.
 */
public final class SharedData {

  private SharedData() {}

  /** The file or folder of this name; skips the test where it is absent. */
  public static Path require(String relative) {
    Path path = root().resolve(relative);
    assumeTrue(Files.exists(path), () -> "needs the shared test data, and there is no " + path);
    return path;
  }

  /** Every file under the folder of this name, sorted; skips the test where it is absent. */
  public static List<Path> filesUnder(String relative) {
    try (Stream<Path> files = Files.walk(require(relative))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    String named = System.getProperty("saccade.test.data");
    if (named != null) {
      return Path.of(named);
    }
    Path repository = repository(Path.of("").toAbsolutePath());
    assumeTrue(repository != null, "needs the shared test data, found from the repository's root");
    return repository == null ? Path.of("") : repository.resolveSibling("shared").resolve("data");
  }

  private static @Nullable Path repository(Path from) {
    for (Path at = from; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("mvnw"))) {
        return at;
      }
    }
    return null;
  }
}
