package io.saccade.processor.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/settings.md to the code. */
final class SettingsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "settings.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9.]+)` \\| (?:`([^`]*)`)?");

  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    Matcher matcher = ROW.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      rows.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }
    return rows;
  }

  @Test
  void namesEverySettingAndNoOther() throws Exception {
    SettingsReader reader = new SettingsReader(Map.of("model.bundle", "b"));
    ProcessorSettings.read(reader);
    assertThat(new TreeSet<>(rows().keySet())).isEqualTo(new TreeSet<>(reader.known()));
  }

  @Test
  void statesTheDefaultsThatHold() throws Exception {
    Map<String, String> stated = new TreeMap<>(rows());
    stated.values().removeIf(String::isEmpty);
    stated.put("model.bundle", "b");
    assertThat(ProcessorSettings.load(null, Map.of(), stated))
        .isEqualTo(ProcessorSettings.load(null, Map.of(), Map.of("model.bundle", "b")));
  }

  @Test
  void showsAFileThatIsRead(@TempDir Path folder) throws Exception {
    String page = Files.readString(PAGE);
    String yaml = page.substring(page.indexOf("```yaml") + 7, page.lastIndexOf("```"));
    Path file = Files.writeString(folder.resolve("saccade.yaml"), yaml);
    ProcessorSettings settings =
        ProcessorSettings.load(file, Map.of("REGISTRY_USER", "user:secret"), Map.of());
    assertThat(settings.memoryBudget()).isEqualTo(2L << 30);
    assertThat(settings.bundle()).contains(Path.of("/models/mobilenet/3"));
    assertThat(settings.streams().passThrough()).containsEntry("security.protocol", "SASL_SSL");
    assertThat(settings.registry()).containsEntry("basic.auth.user.info", "user:secret");
  }
}
