package io.saccade.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** As much of the compose file's specification as ours uses: any other field is a mistake. */
record Compose(
    String name, Map<String, Service> services, Map<String, Map<String, Object>> volumes) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):-([^}]*)}");

  record Build(String context, String dockerfile, @Nullable String target) {}

  record Needs(String condition) {}

  record Healthcheck(
      List<String> test,
      String interval,
      String timeout,
      int retries,
      @Nullable String startPeriod) {}

  record Limits(String memory) {}

  record Resources(Limits limits) {}

  record Deploy(Object replicas, Resources resources) {}

  record Service(
      String image,
      @Nullable Build build,
      @Nullable String user,
      @Nullable List<String> entrypoint,
      @Nullable List<String> command,
      @Nullable Map<String, Object> environment,
      @Nullable List<String> ports,
      @Nullable List<String> volumes,
      @Nullable List<String> tmpfs,
      @Nullable List<String> profiles,
      @Nullable List<String> capDrop,
      @Nullable List<String> securityOpt,
      @JsonProperty("read_only") boolean isReadOnly,
      @Nullable String restart,
      @Nullable String stopGracePeriod,
      @Nullable Deploy deploy,
      @Nullable Healthcheck healthcheck,
      @Nullable Map<String, Needs> dependsOn) {

    /** The environment with every variable at its default. */
    Map<String, String> settings() {
      Map<String, String> settings = new TreeMap<>();
      Objects.requireNonNullElse(environment, Map.<String, Object>of())
          .forEach((name, value) -> settings.put(name, defaults(value.toString())));
      return settings;
    }

    List<String> mounts() {
      return Objects.requireNonNullElse(volumes, List.of());
    }

    Map<String, Needs> needs() {
      return Objects.requireNonNullElse(dependsOn, Map.of());
    }
  }

  static Compose read() {
    Map<String, Object> document = new LinkedHashMap<>(StrictYaml.document(Deployed.COMPOSE));
    document.keySet().removeIf(key -> key.startsWith("x-"));
    return StrictYaml.underscored().convertValue(document, Compose.class);
  }

  Service service(String of) {
    return Objects.requireNonNull(services.get(of), of);
  }

  /** A text with every variable at its default. */
  static String defaults(String text) {
    Matcher variables = VARIABLE.matcher(text);
    return variables.replaceAll(found -> Matcher.quoteReplacement(found.group(2)));
  }
}
