package io.saccade.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.deploy.Compose.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docker-compose.yml to its specification and to what is promised of it. */
final class ComposeFileTest {

  private static final List<String> CONDITIONS =
      List.of("service_started", "service_healthy", "service_completed_successfully");

  private final Compose compose = Compose.read();

  @Test
  void waitsOnlyForWhatIsThereAndCanBeWaitedFor() {
    compose
        .services()
        .forEach(
            (name, service) ->
                service
                    .needs()
                    .forEach(
                        (other, needs) -> {
                          assertThat(CONDITIONS).as(name).contains(needs.condition());
                          if (needs.condition().equals("service_healthy")) {
                            assertThat(isWatched(compose.service(other))).as(other).isTrue();
                          }
                        }));
  }

  /** The processor's image has a health check of its own. */
  private static boolean isWatched(Service service) {
    return service.healthcheck() != null || service.image().startsWith("saccade-processor:");
  }

  @Test
  void publishesToThisMachineOnly() {
    for (Service service : compose.services().values()) {
      for (String port : Objects.requireNonNullElse(service.ports(), List.<String>of())) {
        assertThat(port).startsWith("127.0.0.1:");
      }
    }
  }

  @Test
  void mountsWhatIsThere() {
    for (Service service : compose.services().values()) {
      for (String mount : service.mounts()) {
        String source = Compose.defaults(mount).split(":", 2)[0];
        if (source.equals("./models")) {
          continue; // the user's own, made where it is missing
        }
        if (source.startsWith("./")) {
          assertThat(Deployed.ROOT.resolve(source)).exists();
        } else {
          assertThat(compose.volumes()).containsKey(source);
        }
      }
    }
  }

  @Test
  void knowsNoSecret() {
    Pattern secret = Pattern.compile("(?i)(password|token|secret|key)$");
    for (Service service : compose.services().values()) {
      assertThat(service.settings().keySet()).noneMatch(name -> secret.matcher(name).find());
    }
  }

  @Test
  void givesOurContainersNoMoreThanTheyNeed() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              if (service.image().startsWith("saccade-")) {
                assertThat(service.isReadOnly()).as(name).isTrue();
                assertThat(service.capDrop()).as(name).containsExactly("ALL");
                assertThat(service.securityOpt())
                    .as(name)
                    .containsExactly("no-new-privileges:true");
                assertThat(service.user()).as(name).isNull();
              }
            });
  }

  @Test
  void buildsEachImageFromAStageThatThereIs() {
    for (Service service : compose.services().values()) {
      Compose.Build build = service.build();
      if (build != null) {
        String dockerfile = Deployed.text(Deployed.ROOT.resolve(build.dockerfile()));
        assertThat(dockerfile)
            .contains(build.target() == null ? "AS processor" : " AS " + build.target() + "\n");
      }
    }
  }

  @Test
  void explainsEveryVariableInTheExample() {
    Map<String, Object> everything = StrictYaml.document(Deployed.COMPOSE);
    TreeSet<String> used = new TreeSet<>();
    Pattern.compile("\\$\\{(\\w+):-")
        .matcher(everything.toString())
        .results()
        .forEach(found -> used.add(found.group(1)));
    TreeSet<String> shown = new TreeSet<>();
    Pattern.compile("(?m)^#(\\w+)=")
        .matcher(Deployed.text(Deployed.ROOT.resolve(".env.example")))
        .results()
        .forEach(found -> shown.add(found.group(1)));
    assertThat(shown).isEqualTo(used);
  }

  @Test
  void leavesRoomForAStop() {
    assertThat(compose.service("processor").stopGracePeriod()).isEqualTo("35s");
  }

  @Test
  void sendsTheBuildNothingButWhatItNeeds() throws Exception {
    List<String> ignored = Files.readAllLines(Deployed.ROOT.resolve(".dockerignore"));
    assertThat(ignored).contains("*", "**/target");
    for (String line : ignored) {
      if (line.startsWith("!")) {
        assertThat(Deployed.ROOT.resolve(Path.of(line.substring(1)))).exists();
      }
    }
  }
}
