package io.saccade.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class QuietLogTest {

  private final LoggerContext context = new LoggerContext();

  @Test
  void putsAnExceptionIntoOneKeyValueInsteadOfATrace() {
    CauseConverter converter = new CauseConverter();
    converter.start();

    assertThat(converter.convert(event("a", "failed", new IllegalStateException("no \"x\""))))
        .isEqualTo(" cause=\"IllegalStateException: no 'x'\"");
    assertThat(converter.convert(event("a", "fine", null))).isEmpty();
  }

  @Test
  void dropsWhatIsHarmlessAndNothingElse() {
    HarmlessKafkaWarnings filter = new HarmlessKafkaWarnings();
    String client = "org.apache.kafka.clients.NetworkClient";

    assertThat(filter.decide(event(client, "NetworkClient that has already been closed.", null)))
        .isEqualTo(FilterReply.DENY);
    assertThat(filter.decide(event(client, "Connection to node -1 was lost", null)))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(filter.decide(event("io.saccade", "has already been closed", null)))
        .isEqualTo(FilterReply.NEUTRAL);
  }

  @Test
  void writesAnObjectALineForPrograms() throws Exception {
    LoggingEvent event =
        new LoggingEvent(
            "caller",
            context.getLogger("io.saccade.Some"),
            Level.WARN,
            "placed device=\"{}\"",
            new IllegalStateException("no"),
            new Object[] {"cpu"});
    event.setMDCPropertyMap(Map.of());

    String line = new String(JsonLog.encoder(context).encode(event), StandardCharsets.UTF_8);

    assertThat(line.strip()).doesNotContain("\n");
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.path("level").asText()).isEqualTo("WARN");
    assertThat(json.path("loggerName").asText()).isEqualTo("io.saccade.Some");
    assertThat(json.path("formattedMessage").asText()).isEqualTo("placed device=\"cpu\"");
    assertThat(json.path("throwable").path("message").asText()).isEqualTo("no");
    assertThat(json.path("timestamp").isNumber()).isTrue();
  }

  private LoggingEvent event(String logger, String message, @Nullable Throwable thrown) {
    Logger named = context.getLogger(logger);
    return new LoggingEvent("caller", named, Level.WARN, message, thrown, new Object[0]);
  }
}
