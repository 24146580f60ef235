package io.saccade.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.saccade.processor.settings.ProcessorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor's own reader takes every setting that is made for it, and complains of none. */
final class SettingsTest {

  @TempDir private Path folder;
  private String token = "";

  @BeforeEach
  void provideTheTokenThatIsMounted() throws Exception {
    token = Files.writeString(folder.resolve("token"), "a-token-long-enough").toString();
  }

  private Map<String, String> ofTheImage() {
    Map<String, String> settings = new TreeMap<>();
    Deployed.text(Deployed.DEPLOY.resolve("docker/Dockerfile"))
        .lines()
        .map(line -> line.replaceFirst("^ENV", "").replace("\\", "").strip())
        .filter(line -> line.startsWith("SACCADE_"))
        .forEach(line -> settings.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    assertThat(settings).isNotEmpty();
    return settings;
  }

  @Test
  void composeSetsWhatThereIs() throws Exception {
    Map<String, String> environment = ofTheImage();
    environment.putAll(Compose.read().service("processor").settings());
    environment.replace("SACCADE_HTTP_TOKEN_FILE", token);

    ProcessorSettings settings = ProcessorSettings.load(null, environment, Map.of());

    assertThat(settings.bundle()).contains(Path.of("/data/models/colors/1"));
    assertThat(settings.http().host()).isEqualTo("0.0.0.0");
  }

  @Test
  void kubernetesSetsWhatThereIs() throws Exception {
    String yaml =
        Deployed.text(Deployed.KUBERNETES.resolve("base/saccade.yaml"))
            .replaceAll("/etc/saccade/secrets/[a-z-]+", token);
    Path file = Files.writeString(folder.resolve("saccade.yaml"), yaml);
    for (StatefulSet set : Manifests.all(StatefulSet.class)) {
      Map<String, String> environment = ofTheImage();
      for (EnvVar variable :
          set.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv()) {
        String value = variable.getValue();
        environment.put(variable.getName(), value == null ? "from-elsewhere" : value);
      }

      ProcessorSettings settings = ProcessorSettings.load(file, environment, Map.of());

      assertThat(settings.releases().model()).contains("colors");
      assertThat(settings.topicCreation().enabled()).isFalse();
    }
  }
}
