package io.saccade.deploy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** As much of a kustomization as ours use: any other field is a mistake. */
record Kustomization(
    String apiVersion,
    String kind,
    @Nullable List<Labels> labels,
    List<String> resources,
    @Nullable List<Generator> configMapGenerator,
    @Nullable List<Image> images,
    @Nullable List<Patch> patches) {

  record Labels(Map<String, String> pairs) {}

  record Generator(String name, List<String> files) {}

  record Image(String name, String newName, String newTag) {}

  record Target(String kind, String name) {}

  record Patch(@Nullable String path, @Nullable String patch, @Nullable Target target) {}

  List<Generator> generators() {
    return Objects.requireNonNullElse(configMapGenerator, List.of());
  }

  List<Image> replaced() {
    return Objects.requireNonNullElse(images, List.of());
  }

  List<Patch> patched() {
    return Objects.requireNonNullElse(patches, List.of());
  }
}
