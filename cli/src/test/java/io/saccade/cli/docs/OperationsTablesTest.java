package io.saccade.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds the tables of docs/operations.md to the code, and writes them where it is asked to. */
final class OperationsTablesTest {

  private static final Path PAGE = Path.of("..", "docs", "operations.md");
  private static final String WRITE =
      "./mvnw -q -pl cli -am test -Dtest=OperationsTablesTest -Dsaccade.docs=write"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void saysOfMetricsAndCodesWhatTheCodeSays() throws Exception {
    String page = Files.readString(PAGE);
    String updated = OperationsTables.update(page);
    if ("write".equals(System.getProperty("saccade.docs"))) {
      Files.writeString(PAGE, updated);
      return;
    }

    assertThat(page).as("the page is made anew by: %s", WRITE).isEqualTo(updated);
  }
}
