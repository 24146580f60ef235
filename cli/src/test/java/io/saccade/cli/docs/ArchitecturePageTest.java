package io.saccade.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/architecture.md to the code: every class and test that it names exists. */
final class ArchitecturePageTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)(?:\\.([a-z]\\w+))?`");

  private static Map<String, Path> sources() throws IOException {
    Map<String, Path> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      files
          .filter(file -> file.toString().contains("src") && file.toString().endsWith(".java"))
          .forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), file));
    }
    return sources;
  }

  @Test
  void namesWhatThereIs() throws Exception {
    Map<String, Path> sources = sources();
    String page = Files.readString(ROOT.resolve("docs/architecture.md"));
    String ours = page.substring(page.indexOf("| invariant |"), page.indexOf("## Modules"));
    Matcher names = NAME.matcher(ours);
    int count = 0;
    while (names.find()) {
      Path source = sources.get(names.group(1));
      assertThat(source).as(names.group()).isNotNull();
      if (names.group(2) != null) {
        assertThat(Files.readString(source)).contains("void " + names.group(2) + "(");
      }
      count++;
    }
    assertThat(count).isGreaterThan(20);
  }
}
