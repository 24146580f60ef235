package io.saccade.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the images to what is promised of them, and every reference to one to a version. */
final class ImagesTest {

  private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+[\\w.-]*");
  private static final List<Path> DOCKERFILES =
      List.of(
          Deployed.DEPLOY.resolve("docker/Dockerfile"),
          Deployed.DEPLOY.resolve("docker/Dockerfile.cuda"));

  private static List<String> instructions(Path dockerfile) {
    List<String> lines = new ArrayList<>();
    String joined = Deployed.text(dockerfile).replaceAll("(?m)^\\s*#.*\\R", "");
    joined
        .replaceAll("\\\\\\R\\s*", "")
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(lines::add);
    return lines;
  }

  @Test
  void areAllPinned() {
    List<String> references = new ArrayList<>();
    Compose.read().services().values().forEach(service -> references.add(service.image()));
    for (StatefulSet set : Manifests.all(StatefulSet.class)) {
      set.getSpec().getTemplate().getSpec().getContainers().stream()
          .map(Container::getImage)
          .filter(Objects::nonNull)
          .forEach(references::add);
    }
    for (Kustomization kustomization : Manifests.all(Kustomization.class)) {
      kustomization.replaced().forEach(i -> references.add(i.newName() + ":" + i.newTag()));
    }
    for (Path dockerfile : DOCKERFILES) {
      instructions(dockerfile).stream()
          .filter(line -> line.matches("ARG \\w+_IMAGE=.*"))
          .forEach(line -> references.add(line.split("=", 2)[1]));
    }
    assertThat(references).hasSizeGreaterThan(10).allMatch(PINNED.asMatchPredicate());
  }

  @Test
  void areOfTheVersionThatIsBuilt() {
    String pom = Deployed.text(Deployed.ROOT.resolve("pom.xml"));
    String version = pom.substring(pom.indexOf("<version>") + 9, pom.indexOf("</version>"));
    Compose.read().services().values().stream()
        .map(Compose.Service::image)
        .filter(image -> image.startsWith("saccade-"))
        .forEach(image -> assertThat(image).endsWith(":" + version));
  }

  @Test
  void buildFromBasesThatCanBeReplaced() {
    for (Path dockerfile : DOCKERFILES) {
      assertThat(instructions(dockerfile).stream().filter(line -> line.startsWith("FROM ")))
          .allMatch(line -> line.matches("FROM (\\$\\{\\w+_IMAGE}|runtime) AS \\w+"));
    }
  }

  @Test
  void startJavaItselfAsAUserWithoutRights() throws Exception {
    for (Path dockerfile : DOCKERFILES) {
      List<String> lines = instructions(dockerfile);
      assertThat(lines).contains("USER 10001:10001", "VOLUME /var/lib/saccade");
      assertThat(lines).noneMatch(line -> line.startsWith("ADD "));
      assertThat(lines)
          .anyMatch(line -> line.matches("HEALTHCHECK .*CMD \\[\"/opt/saccade/health\"]"));
      String entry = lines.stream().filter(l -> l.startsWith("ENTRYPOINT")).reduce("", (a, b) -> b);
      assertThat(entry)
          .startsWith("ENTRYPOINT [\"java\", ")
          .contains("\"-XX:+ExitOnOutOfMemoryError\"", "\"-cp\", \"/opt/saccade/lib/*\"")
          .endsWith("\"io.saccade.cli.ProcessorMain\"]");
    }
    assertThat(Class.forName("io.saccade.cli.ProcessorMain")).isPublic();
  }

  @Test
  void setWhatTheLauncherSets() {
    Pattern export = Pattern.compile("export (OPENCV_\\w+)=\"\\$\\{\\w+:-(\\w+)}\"");
    List<String> variables =
        export
            .matcher(Deployed.text(Deployed.ROOT.resolve("saccade")))
            .results()
            .map(found -> found.group(1) + "=" + found.group(2))
            .toList();
    assertThat(variables).hasSize(2);
    for (Path dockerfile : DOCKERFILES) {
      Optional<String> environment =
          instructions(dockerfile).stream().filter(line -> line.contains("OPENCV_")).findFirst();
      assertThat(environment.orElse("")).contains(variables);
    }
  }
}
