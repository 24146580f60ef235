package io.saccade.processor.settings;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  /** A list comes whole, separated by commas, and once more item by item. */
  private static final Pattern LIST_ITEM = Pattern.compile("\\[\\d+]$");

  private SettingsSources() {}

  static Map<String, String> read(
      @Nullable Path file, Map<String, String> environment, Map<String, String> flags)
      throws SettingsException {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(flags, "flags", 400))
            .withSources(new PropertiesConfigSource(named(environment), "environment", 300))
            .withSources(new PropertiesConfigSource(environment, "references", Integer.MIN_VALUE));
    if (file != null) {
      builder.withSources(yaml(file));
    }
    SmallRyeConfig config = builder.build();
    Map<String, String> values = new TreeMap<>();
    for (String name : config.getPropertyNames()) {
      Optional<String> value = config.getOptionalValue(name, String.class);
      if (value.isPresent() && !environment.containsKey(name) && !LIST_ITEM.matcher(name).find()) {
        // Names that were written with their dots, as in "batch.size: 8", come back quoted.
        values.put(name.replace("\"", ""), value.get());
      }
    }
    return values;
  }

  private static YamlConfigSource yaml(Path file) throws SettingsException {
    try {
      return new YamlConfigSource("file", Files.readString(file), 200);
    } catch (IOException e) {
      throw new SettingsException(List.of("--config: " + file + " cannot be read: " + e));
    } catch (RuntimeException e) {
      throw new SettingsException(List.of("--config: " + file + " is not YAML: " + e.getMessage()));
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
    return name.equals("SACCADE_JAVA_OPTS") || name.equals("SACCADE_SKIP_BUILD");
  }
}
