package io.saccade.cli.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      libraries.add(
          new Library(
              component.path("group").asText(),
              component.path("name").asText(),
              component.path("version").asText(),
              List.copyOf(licences)));
    }
    return libraries;
  }
}
