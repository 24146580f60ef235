package io.saccade.processor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saccade.model.image.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorSettingsTest {

  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("saccade.yaml"), String.join("\n", lines));
  }

  @Test
  void needsNothingButABundle() throws Exception {
    ProcessorSettings settings =
        ProcessorSettings.load(null, Map.of(), Map.of("model.bundle", "b"));
    assertThat(settings.bundle()).contains(Path.of("b"));
    assertThat(settings.streams().guarantee()).isEqualTo("exactly_once_v2");
    assertThat(settings.streams().commitInterval()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.topics().all()).containsExactly("images", "predictions", "image-failures");
    assertThat(settings.registry()).containsEntry("schema.registry.url", "http://localhost:8081");
    assertThat(settings.topicCreation().enabled()).isFalse();
  }

  @Test
  void takesFlagsBeforeEnvironmentBeforeFile() throws Exception {
    Path file =
        file("model:", "  bundle: from-file", "batch:", "  size: 3", "lanes: 2", "top.labels: 7");
    ProcessorSettings settings =
        ProcessorSettings.load(
            file, Map.of("SACCADE_BATCH_SIZE", "4", "SACCADE_LANES", "5"), Map.of("lanes", "6"));
    assertThat(settings.bundle()).contains(Path.of("from-file"));
    assertThat(settings.lanes().batchSize()).hasValue(4);
    assertThat(settings.lanes().lanes()).hasValue(6);
    assertThat(settings.lookAhead().topLabels()).isEqualTo(7);
  }

  @Test
  void handsKafkaAndRegistryPropertiesOn() throws Exception {
    Path file =
        file(
            "model.bundle: b",
            "kafka:",
            "  security.protocol: SSL",
            "registry:",
            "  url: https://one,https://two",
            "  ssl.truststore.location: /t",
            "  basic.auth.user.info: ${REGISTRY_USER}");
    ProcessorSettings settings =
        ProcessorSettings.load(file, Map.of("REGISTRY_USER", "me:secret"), Map.of());
    assertThat(settings.streams().passThrough()).containsEntry("security.protocol", "SSL");
    assertThat(settings.registry())
        .containsEntry("schema.registry.url", "https://one,https://two")
        .containsEntry("schema.registry.ssl.truststore.location", "/t")
        .containsEntry("basic.auth.user.info", "me:secret");
  }

  @Test
  void leavesDollarsOfTheEnvironmentAlone() throws Exception {
    Map<String, String> environment =
        Map.of("SACCADE_KAFKA_SASL_JAAS_CONFIG", "a$$b ${x}", "lanes", "9", "SACCADE_LANES", "3");
    ProcessorSettings settings =
        ProcessorSettings.load(null, environment, Map.of("model.bundle", "b"));
    assertThat(settings.streams().passThrough()).containsEntry("sasl.jaas.config", "a$$b ${x}");
    assertThat(settings.lanes().lanes()).hasValue(3);
  }

  @Test
  void namesAReferenceThatLeadsNowhere() throws Exception {
    Path file = file("model.bundle: ${NOWHERE}");
    assertThatThrownBy(() -> ProcessorSettings.load(file, Map.of(), Map.of()))
        .hasMessageContaining("model.bundle refers to a variable that is not set: ${NOWHERE}");
  }

  @Test
  void namesEveryMistakeAtOnce() throws Exception {
    Path file =
        file(
            "batch.size: many",
            "memory.budget: 12 parsecs",
            "processing.guarantee: mostly_once",
            "record.deadline: 2m",
            "image.formats: jpeg,jpg2",
            "topics.create: perhaps",
            "stream.treads: 3");
    SettingsException refused =
        catchThrowableOfType(
            SettingsException.class, () -> ProcessorSettings.load(file, Map.of(), Map.of()));
    assertThat(refused.problems())
        .anyMatch(p -> p.startsWith("model.bundle must be set"))
        .anyMatch(p -> p.contains("batch.size must be a whole number from 1 to 1024"))
        .anyMatch(p -> p.contains("memory.budget must be a size from 67108864"))
        .anyMatch(p -> p.contains("one of exactly_once_v2, at_least_once, but was mostly_once"))
        .anyMatch(p -> p.contains("record.deadline must be a duration from 1s to 25s"))
        .anyMatch(p -> p.contains("image.formats must be a list of jpeg, png, webp"))
        .anyMatch(p -> p.contains("topics.create must be true or false"))
        .anyMatch(p -> p.contains("stream.treads is not a setting; did you mean stream.threads?"))
        .hasSize(8);
  }

  @Test
  void refusesTopicsThatAreTheSame() {
    assertThatThrownBy(
            () ->
                ProcessorSettings.load(
                    null, Map.of(), Map.of("model.bundle", "b", "topics.failures", "images")))
        .hasMessageContaining("the topics must differ");
  }

  @Test
  void saysThatAFileCannotBeRead() {
    assertThatThrownBy(
            () -> ProcessorSettings.load(folder.resolve("none.yaml"), Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--config");
  }

  @Test
  void readsAListOfFormats() throws Exception {
    ProcessorSettings settings =
        ProcessorSettings.load(
            null, Map.of(), Map.of("model.bundle", "b", "image.formats", "JPEG, gif"));
    assertThat(settings.imageLimits().formats())
        .containsExactlyInAnyOrder(ImageFormat.JPEG, ImageFormat.GIF);
    Path file = file("model.bundle: b", "image.formats: [png, webp]");
    assertThat(ProcessorSettings.load(file, Map.of(), Map.of()).imageLimits().formats())
        .containsExactlyInAnyOrder(ImageFormat.PNG, ImageFormat.WEBP);
  }
}
