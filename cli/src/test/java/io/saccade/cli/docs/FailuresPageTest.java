package io.saccade.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.ErrorCode;
import io.saccade.processor.topology.Headers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds docs/failures.md to the code. */
final class FailuresPageTest {

  private static final Path PAGE = Path.of("..", "docs", "failures.md");

  @Test
  void listsEveryCodeWithItsMeaningAndNoOther() throws Exception {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.matches("\\| `[A-Z_]+` .*")).toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values())
                .map(code -> "| `%s` | %s |".formatted(code.name(), code.meaning()))
                .toList());
  }

  @Test
  void namesTheHeadersOfAFailure() throws Exception {
    assertThat(Files.readString(PAGE))
        .contains(
            Headers.ERROR_CODE,
            Headers.ERROR_MESSAGE,
            Headers.SOURCE_TOPIC,
            Headers.SOURCE_PARTITION,
            Headers.SOURCE_OFFSET,
            Headers.SOURCE_SHA256,
            Headers.MODEL,
            Headers.VALUE_DROPPED,
            Headers.KEY_DROPPED);
  }
}
