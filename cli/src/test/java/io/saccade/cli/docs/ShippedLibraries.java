package io.saccade.cli.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the list that the build writes beside the jars says of them. */
final class ShippedLibraries {

  /**
   * One library.
   *
   * @param licences by their short names of SPDX, or as the library itself calls them
   */
  record Library(String group, String name, String version, List<String> licences) {

    String jar() {
      return "%s-%s".formatted(name, version);
    }
  }

  /**
   * What the list gets wrong, or does not know by its short name: the projects say it themselves.
   */
  private static final Map<String, String> DECLARED =
      Map.of(
          "com.google.re2j:re2j", "BSD-3-Clause",
          "org.jline:jline-native", "BSD-3-Clause",
          "org.jline:jline-terminal", "BSD-3-Clause");

  private ShippedLibraries() {}

  /** All of a list, sorted, each once whatever it is for. */
  static List<Library> read(Path sbom) throws IOException {
    List<Library> libraries = new ArrayList<>();
    for (JsonNode component : new ObjectMapper().readTree(sbom.toFile()).path("components")) {
      TreeSet<String> licences = new TreeSet<>();
      for (JsonNode choice : component.path("licenses")) {
        JsonNode licence = choice.path("license");
        licences.add(
            choice.has("expression")
                ? choice.path("expression").asText()
                : licence.path("id").asText(licence.path("name").asText()));
      }
      String group = component.path("group").asText();
      String name = component.path("name").asText();
      String declared = DECLARED.get(group + ":" + name);
      libraries.add(
          new Library(
              group,
              name,
              component.path("version").asText(),
              declared == null ? List.copyOf(licences) : List.of(declared)));
    }
    return libraries;
  }
}
