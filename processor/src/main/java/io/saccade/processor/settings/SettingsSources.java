package io.saccade.processor.settings;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from: flags before environment before file. {@code memory.budget} in the file
 * is {@code SACCADE_MEMORY_BUDGET} in the environment. Values may refer to others and to the
 * environment as {@code ${NAME}}.
 */
final class SettingsSources {

  private static final String PREFIX = "SACCADE_";

  private static final Set<String> LAUNCHER =
      Set.of("SACCADE_JAVA_OPTS", "SACCADE_PROFILE", "SACCADE_SKIP_BUILD");

  /** A list comes whole, separated by commas, and once more item by item. */
  private static final Pattern LIST_ITEM = Pattern.compile("\\[\\d+]$");

  private SettingsSources() {}

  static Map<String, String> read(
      @Nullable Path file, Map<String, String> environment, Map<String, String> flags)
      throws SettingsException {
    Map<String, String> values = new TreeMap<>();
    if (file != null) {
      values.putAll(expanded(yaml(file), environment));
    }
    values.putAll(named(environment));
    values.putAll(flags);
    return values;
  }

  /** The file's values with references filled in. Nothing else is: a password may hold a dollar. */
  private static Map<String, String> expanded(
      YamlConfigSource yaml, Map<String, String> environment) throws SettingsException {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(yaml)
            .withSources(new PropertiesConfigSource(environment, "environment", 0))
            .build();
    Map<String, String> values = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (String name : yaml.getPropertyNames()) {
      if (LIST_ITEM.matcher(name).find()) {
        continue;
      }
      // Names that were written with their dots, as in "batch.size: 8", come back quoted.
      String plain = name.replace("\"", "");
      String value = config.getConfigValue(name).getValue();
      if (value == null) {
        problems.add(
            plain
                + " refers to a variable that is not set: "
                + Shown.references(yaml.getValue(name)));
      } else {
        values.put(plain, value);
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return values;
  }

  private static YamlConfigSource yaml(Path file) throws SettingsException {
    try {
      return new YamlConfigSource("file", Files.readString(file), 200);
    } catch (IOException e) {
      throw new SettingsException(List.of("--config: " + file + " cannot be read: " + e));
    } catch (RuntimeException e) {
      throw new SettingsException(List.of("--config: " + file + " is not YAML: " + Shown.place(e)));
    }
  }

  private static Map<String, String> named(Map<String, String> environment) {
    Map<String, String> named = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !isLauncher(name)) {
            named.put(
                name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return named;
  }

  /** The launcher's own variables are no settings. */
  private static boolean isLauncher(String name) {
    return LAUNCHER.contains(name);
  }
}
