package io.saccade.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the kustomizations to the files beside them, and, where kustomize is, builds them. */
final class KustomizationTest {

  static List<Path> folders() {
    return Deployed.below(Deployed.KUBERNETES, "kustomization.yaml").stream()
        .map(file -> Objects.requireNonNull(file.getParent()))
        .toList();
  }

  private static Kustomization in(Path folder) {
    return (Kustomization) Manifests.read(folder.resolve("kustomization.yaml")).get(0);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void nameEveryFileBesideThemAndNoOther(Path folder) throws Exception {
    TreeSet<String> named = new TreeSet<>(List.of("kustomization.yaml"));
    Kustomization kustomization = in(folder);
    named.addAll(kustomization.resources());
    named.removeIf(resource -> resource.startsWith("../"));
    kustomization.patched().stream()
        .flatMap(patch -> Optional.ofNullable(patch.path()).stream())
        .forEach(named::add);
    kustomization.generators().forEach(generator -> named.addAll(generator.files()));
    TreeSet<String> there = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> there.add(file.getFileName().toString()));
    }
    assertThat(named).isEqualTo(there);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void buildOnFoldersThatThereAre(Path folder) {
    for (String resource : in(folder).resources()) {
      assertThat(folder.resolve(resource)).exists();
    }
  }

  @Test
  void makeTheSettingsThatThePodMounts() {
    assertThat(in(Deployed.KUBERNETES.resolve("base")).generators())
        .extracting(Kustomization.Generator::name)
        .containsExactly("saccade-settings");
  }

  @ParameterizedTest
  @MethodSource("folders")
  void buildWhatKubernetesKnows(Path folder, @TempDir Path scratch) throws Exception {
    Tool kustomize = Tool.require("kustomize");

    Path built = scratch.resolve("built.yaml");
    Tool.Ran ran = kustomize.run("build", folder.toString(), "-o", built.toString());

    assertThat(ran.code()).as(ran.output()).isZero();
    List<Object> manifests = new ArrayList<>();
    for (var document : StrictYaml.documents(built)) {
      if (!"ConfigMap".equals(document.get("kind"))) {
        manifests.add(Manifests.typed(document));
      }
    }
    assertThat(manifests).hasSizeGreaterThan(4);
  }
}
