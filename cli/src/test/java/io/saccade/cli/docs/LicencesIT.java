package io.saccade.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.docs.ShippedLibraries.Library;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every jar that ships is on the list, under a licence that allows it; docs/licences.md says so.
 */
final class LicencesIT {

  private static final Path LIB = Path.of("target", "lib");
  private static final Path PAGE = Path.of("..", "docs", "licences.md");
  private static final String WRITE =
      "./mvnw -q -pl cli -am verify -Dit.test=LicencesIT -Dtest=none -Dsaccade.docs=write"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false";

  /** One of several licences is enough: whoever takes a library chooses. */
  private static final Set<String> ALLOWED =
      Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "CC0-1.0");

  @Test
  void listsEveryJarThatShips() throws Exception {
    Set<String> listed = new TreeSet<>();
    for (Library library : ShippedLibraries.read(LIB.resolve("saccade-cli.cdx.json"))) {
      listed.add(library.jar());
    }
    try (Stream<Path> files = Files.list(LIB)) {
      List<String> jars =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.endsWith(".jar") && !name.startsWith("saccade-cli-"))
              .toList();
      assertThat(jars).hasSizeGreaterThan(100);
      assertThat(jars)
          .allMatch(
              jar ->
                  listed.stream()
                      .anyMatch(name -> jar.equals(name + ".jar") || jar.startsWith(name + "-")));
    }
  }

  @Test
  void allowsAllOfThem() throws Exception {
    List<Library> refused =
        strangers().stream().filter(library -> !isAllowed(library.licences())).toList();

    assertThat(refused).isEmpty();
  }

  @Test
  void refusesOthersAndNoneAtAll() {
    assertThat(isAllowed(List.of("AGPL-3.0-only"))).isFalse();
    assertThat(isAllowed(List.of())).isFalse();
    assertThat(isAllowed(List.of("GPL-2.0-only", "Apache-2.0"))).isTrue();
  }

  @Test
  void thePageNamesThem() throws Exception {
    String page = Files.readString(PAGE);
    String updated = page.substring(0, page.indexOf("| library |")) + table();
    if ("write".equals(System.getProperty("saccade.docs"))) {
      Files.writeString(PAGE, updated);
      return;
    }

    assertThat(page).as("the page is made anew by: %s", WRITE).isEqualTo(updated);
  }

  private static String table() throws Exception {
    return "| library | version | licence |\n|---|---|---|\n"
        + strangers().stream()
            .map(
                library ->
                    "| `%s:%s` | %s | %s |\n"
                        .formatted(
                            library.group(),
                            library.name(),
                            library.version(),
                            String.join(" or ", library.licences())))
            .distinct()
            .sorted()
            .collect(Collectors.joining());
  }

  private static List<Library> strangers() throws Exception {
    return ShippedLibraries.read(LIB.resolve("saccade-cli.cdx.json")).stream()
        .filter(library -> !library.group().equals("io.saccade"))
        .toList();
  }

  private static boolean isAllowed(List<String> licences) {
    return licences.stream().anyMatch(ALLOWED::contains);
  }
}
