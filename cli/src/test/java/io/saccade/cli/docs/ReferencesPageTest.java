package io.saccade.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.ErrorCode;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/references.md to the code; ReferencesIT runs its commands. */
final class ReferencesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "references.md");
  private static final Path SETTINGS = Path.of("..", "docs", "settings.md");
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(source\\.uri\\.[a-z.]+)` \\| (.*?) \\| .* \\|$");

  @TempDir private Path folder;

  private static Map<String, String> defaults(Path page) throws IOException {
    Map<String, String> defaults = new TreeMap<>();
    Matcher rows = ROW.matcher(Files.readString(page));
    while (rows.find()) {
      defaults.put(rows.group(1), rows.group(2));
    }
    return defaults;
  }

  @Test
  void saysOfEverySettingWhyItIsSo() throws Exception {
    assertThat(defaults(SETTINGS)).isNotEmpty();

    assertThat(defaults(PAGE)).isEqualTo(defaults(SETTINGS));
  }

  @Test
  void showsSettingsThatAreAccepted() throws Exception {
    Matcher yaml = YAML.matcher(Files.readString(PAGE));
    int shown = 0;
    while (yaml.find()) {
      Path file = folder.resolve("processor-%d.yaml".formatted(shown++));
      Files.writeString(
          file, "model.bundle: /models/colors/1\nregistry.url: http://r:8081\n" + yaml.group(1));

      ProcessorSettings settings = ProcessorSettings.load(file, Map.of(), Map.of());

      assertThat(settings.source().isOpen()).isTrue();
    }
    assertThat(shown).isPositive();
  }

  @Test
  void namesEveryCodeAndMetricOfIt() throws Exception {
    String page = Files.readString(PAGE);

    assertThat(Arrays.stream(ErrorCode.values()).map(Enum::name))
        .filteredOn(code -> code.startsWith("URI_"))
        .allMatch(code -> page.contains("`" + code + "`"));
    assertThat(Arrays.stream(Metric.values()).map(Metric::prometheus))
        .filteredOn(metric -> metric.startsWith("saccade_fetch"))
        .hasSizeGreaterThan(1)
        .allMatch(metric -> page.contains("`" + metric + "`"));
  }
}
